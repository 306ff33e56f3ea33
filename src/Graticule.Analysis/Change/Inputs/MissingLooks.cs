namespace Graticule.Analysis.Change.Inputs;

/// <summary>What becomes of dates that not all of the eight inputs have.</summary>
public enum MissingLooks
{
    /// <summary>They count; what is missing is 0, so that a date without quality makes the pixels fail. What Clownfish's worker does.</summary>
    Zero,

    /// <summary>There must be none, or the chip is refused. What merlin does.</summary>
    Refused,
}
