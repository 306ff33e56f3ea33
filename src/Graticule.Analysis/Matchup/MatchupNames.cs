namespace Graticule.Analysis.Matchup;

/// <summary>Names of the inputs and outputs of <c>matchup</c>.</summary>
public static class MatchupNames
{
    public const string Process = "matchup";
    public const string Preview = "matchup-preview";

    public const string Primary = "primary";
    public const string PrimaryPoints = "primaryPoints";
    public const string Secondary = "secondary";
    public const string SecondaryPoints = "secondaryPoints";
    public const string Box = "bbox";
    public const string Start = "start";
    public const string End = "end";
    public const string TimeTolerance = "timeTolerance";
    public const string RadiusTolerance = "radiusTolerance";
    public const string Platforms = "platforms";
    public const string Parameter = "parameter";
    public const string DepthMin = "depthMin";
    public const string DepthMax = "depthMax";
    public const string MatchOnce = "matchOnce";
    public const string PrioritizeDistance = "prioritizeDistance";
    public const string Surface = "surface";
    public const string Cells = "box";
    public const string Screening = "screening";
    public const string DropZeros = "dropZeros";
    public const string ClipSecondaries = "clipSecondaries";

    public const string Matches = "matches";
    public const string Summary = "summary";
    public const string Pairs = "pairs";
    public const string Statistics = "statistics";
    public const string Scatter = "scatter";
    public const string Map = "map";

    /// <summary>Member of the settings: the folder of the index of data sets.</summary>
    public const string Index = "observations";

    /// <summary>Subject of the problem of a request in whose box and span of time the primary data set has nothing.</summary>
    public const string NothingInDomain = "nothing-in-domain";
}
