using System.Globalization;
using Graticule.Raster.Observations;
using Graticule.Raster.Observations.Points;

namespace Graticule.Server.Dialects.Cdms.Insitu;

/// <summary>Which observations a request is about.</summary>
/// <param name="Rows">Of each table.</param>
/// <param name="Provider">Null: of all.</param>
/// <param name="Project">Null: all.</param>
internal sealed record InsituQuery(PointQuery Rows, string? Provider, string? Project)
{
    /// <summary>With all that a search needs.</summary>
    /// <exception cref="InsituException">Something is missing, or is no value of its kind.</exception>
    public static InsituQuery ReadWhole(InsituArguments arguments)
    {
        foreach (var name in (string[])["startTime", "endTime", InsituArguments.Bbox, "minDepth", "maxDepth"])
        {
            if (arguments.Text(name) is null)
            {
                throw InsituException.Of($"'{name}' is a required property");
            }
        }

        return Read(arguments);
    }

    /// <exception cref="InsituException">Something is no value of its kind.</exception>
    public static InsituQuery Read(InsituArguments arguments)
    {
        var query = new PointQuery
        {
            Box = Box(arguments),
            Start = Moment(arguments, "startTime") ?? long.MinValue,
            End = Moment(arguments, "endTime") ?? long.MaxValue,
            DepthMin = Number(arguments, "minDepth"),
            DepthMax = Number(arguments, "maxDepth"),
            Platforms = arguments.List("platform"),
            Variables = arguments.List("variable"),
        };
        if (query.Start > query.End)
        {
            throw InsituException.Of("'startTime' must not be after 'endTime'.");
        }

        return new(query, arguments.Text("provider"), arguments.Text("project"));
    }

    /// <summary>Seconds since 1970 of a time in UTC.</summary>
    public static long? Moment(InsituArguments arguments, string name)
    {
        if (arguments.Text(name) is not { } text)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            ? time.ToUnixTimeSeconds()
            : throw InsituException.Of($"'{name}' must be a time such as 2018-04-01T00:00:00Z, not '{text}'.");
    }

    /// <summary>A whole number of at least 0.</summary>
    public static int Whole(InsituArguments arguments, string name, int otherwise, int most)
    {
        if (arguments.Text(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : throw InsituException.Of($"'{name}' must be a whole number from 0 to {most}, not '{text}'.");
    }

    /// <summary>Whether a row of a table, which its columns qualify for, is of the provider and project.</summary>
    public bool Holds(InsituTable table, int row) =>
        (Provider is null || string.Equals(table.ProviderOf(row), Provider, StringComparison.Ordinal))
        && (Project is null || string.Equals(table.ProjectOf(row), Project, StringComparison.Ordinal));

    private static LonLatBox Box(InsituArguments arguments)
    {
        if (arguments.Text(InsituArguments.Bbox) is not { } text)
        {
            return LonLatBox.World;
        }

        return Arguments.ReadBox(text)
            ?? throw InsituException.Of($"'{InsituArguments.Bbox}' must be four numbers, west, south, east and north in degrees, with commas between, not '{text}'.");
    }

    private static double? Number(InsituArguments arguments, string name)
    {
        if (arguments.Text(name) is not { } text)
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw InsituException.Of($"'{name}' must be a number of metres, not '{text}'.");
    }
}
