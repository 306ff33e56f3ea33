namespace Graticule.Analysis.Change.Ccdc;

/// <summary>What the numbers of the quality band mean.</summary>
public sealed record QaCoding
{
    /// <summary>Whether they are bits (Landsat's pixel QA), whose offsets the members tell, and not classes, whose numbers the members are.</summary>
    public bool IsBits { get; init; } = true;

    /// <summary>Whether high cirrus confidence (both bits) and terrain occlusion, alone, count as clear; otherwise they are without meaning.</summary>
    public bool KnowsCirrus { get; init; } = true;

    /// <summary>Whether an observation whose number has no meaning counts as fill; otherwise its pixel has no result.</summary>
    public bool UnknownIsFill { get; init; }

    public int Fill { get; init; }

    public int Clear { get; init; } = 1;

    public int Water { get; init; } = 2;

    public int Shadow { get; init; } = 3;

    public int Snow { get; init; } = 4;

    public int Cloud { get; init; } = 5;

    public int FirstCirrus { get; init; } = 8;

    public int SecondCirrus { get; init; } = 9;

    public int Occlusion { get; init; } = 10;
}
