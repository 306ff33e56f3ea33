namespace Graticule.Raster.Observations.Points;

/// <summary>What carried the instrument of an observation.</summary>
/// <param name="Code">Of vocabulary L06 of the NERC vocabulary server: <c>3B</c> is an autonomous surface vehicle, <c>0</c> is not known.</param>
/// <param name="Id">Of the very ship, buoy or float; null: not told.</param>
/// <param name="Type">In words; null: not told.</param>
public sealed record Platform(string Code = Platform.UnknownCode, string? Id = null, string? Type = null)
{
    /// <summary>Of platforms of which nothing is known.</summary>
    public const string UnknownCode = "0";

    /// <summary>The platform of observations that do not tell theirs.</summary>
    public static Platform Unknown { get; } = new();

    /// <summary>
    /// The platform of a single text, as tables have it: where it looks like a code of L06 (one or two capital letters and figures, the first a
    /// figure) it is the code, else the id.
    /// </summary>
    public static Platform Of(string? text) => text switch
    {
        null or "" => Unknown,
        [>= '0' and <= '9'] or [>= '0' and <= '9', (>= '0' and <= '9') or (>= 'A' and <= 'Z')] => new(text),
        _ => new(Id: text),
    };
}
