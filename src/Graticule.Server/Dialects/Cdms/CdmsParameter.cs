namespace Graticule.Server.Dialects.Cdms;

/// <summary>A parameter of a resource, as <c>/capabilities</c> and the API definition tell it.</summary>
/// <param name="Name">In the query, or in the body of a form.</param>
/// <param name="Type">For people, as the API has it: <c>string</c>, <c>int</c>, <c>float</c>, <c>boolean</c>, <c>comma-delimited float</c>, …</param>
/// <param name="Description">What it does, and what holds without it.</param>
internal sealed record CdmsParameter(string Name, string Type, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>Whether it is a part of the path.</summary>
    public bool IsInPath { get; init; }

    /// <summary>The only words that it takes; empty: any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}
