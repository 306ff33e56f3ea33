namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>An error as the in-situ service tells it: <c>{"message": what, "details": why}</c>.</summary>
/// <param name="message">A few words; clients know them.</param>
/// <param name="details">Which parameter is wrong, and what would be right.</param>
public sealed class InsituException(string message, string details) : Exception(details)
{
    /// <summary>In the words of the original.</summary>
    private const string Invalid = "invalid request body";

    public string Summary { get; } = message;

    public static InsituException Of(string details) => new(Invalid, details);
}
