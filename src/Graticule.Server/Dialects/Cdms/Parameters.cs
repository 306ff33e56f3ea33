namespace Graticule.Server.Dialects.Cdms;

/// <summary>The parameters of match-ups and of their results, as they are told.</summary>
internal static class Parameters
{
    public static CdmsParameter Box { get; } = new("b", "comma-delimited float", "Box in degrees: west, south, east, north. A west beyond the east goes across the antimeridian.")
    {
        IsRequired = true,
    };

    public static CdmsParameter Start { get; } = Time("startTime", "First moment");

    public static CdmsParameter End { get; } = Time("endTime", "Last moment");

    public static CdmsParameter FileName { get; } = new("filename", "string", "Name that files of results shall have, without extension.");

    public static CdmsParameter PageSize { get; } = new("pageSize", "int", "Primaries on a page; 1000 without it.");

    public static CdmsParameter Id { get; } = new("id", "string", "Id of the match-up (a UUID).") { IsRequired = true };

    public static IReadOnlyList<CdmsParameter> Matchup { get; } =
    [
        Box,
        new("primary", "string", "Data set whose observations are matched, each with those around it.") { IsRequired = true },
        new("secondary", "comma-delimited string", "Data sets that matches are looked for in; 'matchup' is another name of it.") { IsRequired = true },
        new("parameter", "string", "In-situ quantity that secondaries must have."),
        Start,
        End,
        new("depthMin", "float", "Least depth of secondaries in metres, positive below the surface; any without it."),
        new("depthMax", "float", "Greatest depth of secondaries in metres; any without it."),
        new("tt", "int", "Greatest difference in time in seconds; 86400 without it."),
        new("rt", "float", "Greatest distance in metres; 1000 without it."),
        new("platforms", "comma-delimited string", "Codes of platforms that in-situ secondaries must be from (NERC vocabulary L06), such as 3B.") { IsRequired = true },
        new("matchOnce", "boolean", "Whether each primary keeps its best match only; false without it."),
        new("prioritizeDistance", "boolean", "Whether the best match is the nearest in space, not in time; true without it."),
        FileName,
    ];

    public static IReadOnlyList<CdmsParameter> Job { get; } = [Id, FileName];

    public static IReadOnlyList<CdmsParameter> Results { get; } =
    [
        Id,
        new("output", "string", "Format; JSON without it.") { Words = ["JSON", "CSV", "NETCDF"] },
        new("pageNum", "int", "Page, from 1; 1 without it."),
        PageSize,
        new("simpleResults", "boolean", "Whether observations are told by place, time, source and values only; false without it."),
        FileName,
    ];

    public static CdmsParameter PathId { get; } = Id with { IsInPath = true };

    public static CdmsParameter PathFormat { get; } = new("format", "string", "Format of the pages.") { IsRequired = true, IsInPath = true, Words = ["CSV", "JSON", "NETCDF"] };

    private static CdmsParameter Time(string name, string what) =>
        new(name, "string", $"{what}, as YYYY-MM-DDTHH:mm:ssZ or in whole seconds since 1970.") { IsRequired = true };
}
