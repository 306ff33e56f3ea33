using Graticule.Jobs;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary>An error as openEO tells it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">One of the API's codes, or one of a process's.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="Faults">Every fault found, when there are several.</param>
public sealed record OpenEoError(int Status, string Code, string Message, IReadOnlyList<Fault>? Faults = null);

/// <summary>Carries an <see cref="OpenEoError"/> up to the boundary that answers the request.</summary>
public sealed class OpenEoException(OpenEoError error) : Exception(error.Message)
{
    public OpenEoError Error { get; } = error;
}
