using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Gdal;
using Graticule.Raster.Pixels;

namespace Graticule.Analysis.Matchup.Outputs.Legacy;

/// <summary>The group of one side of a page: its coordinates, then its variables as they come.</summary>
/// <param name="file">That it is a part of.</param>
/// <param name="name">Of the group.</param>
/// <param name="side">Whose observations they are.</param>
/// <param name="points">The observations.</param>
internal sealed class LegacyGroup(ArrayFile file, string name, MatchSide side, List<MatchedPoint> points)
{
    private const double Fill = -32767;
    private const string TimeUnits = "seconds since 1970-01-01 00:00:00 0:00";

    private readonly HashSet<string> _taken = new(["lon", "lat", "time", "depth"], StringComparer.Ordinal);

    internal void Write()
    {
        file.AddGroup(name);
        file.AddDimension($"{name}/dim", points.Count, isUnlimited: true);
        Coordinate("lon", points.ConvertAll(point => point.Longitude), ("long_name", "Longitude"), ("standard_name", "longitude"), ("axis", "X"), ("units", "degrees_east"));
        Coordinate("lat", points.ConvertAll(point => point.Latitude), ("long_name", "Latitude"), ("standard_name", "latitude"), ("axis", "Y"), ("units", "degrees_north"));
        Declare("time", PixelType.Float64);
        Note("time", ("long_name", "Time"), ("standard_name", "time"), ("axis", "T"), ("units", TimeUnits));
        Put("time", points.ConvertAll(point => (double)point.Time));
        if (points.Exists(point => point.Depth is not null and not 0))
        {
            var depths = points.ConvertAll(point => point.Depth ?? double.NaN);
            Declare("depth", PixelType.Float32);
            Range("depth", depths);
            Note("depth", ("units", "m"), ("long_name", "Depth"), ("standard_name", "depth"), ("axis", "Z"), ("positive", "Down"));
            Put("depth", depths);
        }

        foreach (var variable in Seen())
        {
            Variable(variable);
        }
    }

    private void Coordinate(string variable, List<double> values, params ReadOnlySpan<(string, string)> attributes)
    {
        Declare(variable, PixelType.Float32);
        Note(variable, attributes);
        Range(variable, values);
        Put(variable, values);
    }

    /// <summary>Called by its standard name, if it has one; a second one of that name keeps its own.</summary>
    private void Variable(int index)
    {
        var variable = side.Variables[index];
        var values = points.ConvertAll(point => ValueOf(point, index));
        var wanted = string.IsNullOrEmpty(variable.StandardName) || _taken.Contains(variable.StandardName) ? variable.Name : variable.StandardName;
        var plain = NetCdfNames.Unique(wanted, _taken);
        Declare(plain, PixelType.Float32);
        Note(plain, ("units", string.IsNullOrEmpty(variable.Units) ? "UNKNOWN" : NetCdfNames.Units(variable.Units)!));
        Range(plain, values);
        Note(plain, ("coordinates", "lat lon time"), ("long_name", variable.Name));
        if (!string.IsNullOrEmpty(variable.StandardName))
        {
            Note(plain, ("standard_name", variable.StandardName));
            if (variable.StandardName == "depth")
            {
                Note(plain, ("positive", "Down"));
            }
        }

        Put(plain, values);
    }

    /// <summary>Variables that have a value, in the order in which they come.</summary>
    private List<int> Seen()
    {
        List<int> seen = [];
        var known = new bool[side.Variables.Count];
        foreach (var (variable, _) in points.SelectMany(point => point.Values))
        {
            if (!known[variable])
            {
                known[variable] = true;
                seen.Add(variable);
            }
        }

        return seen;
    }

    private static double ValueOf(MatchedPoint point, int variable)
    {
        foreach (var (index, value) in point.Values)
        {
            if (index == variable)
            {
                return value;
            }
        }

        return double.NaN;
    }

    private void Declare(string variable, PixelType type)
    {
        file.AddNumbers($"{name}/{variable}", [$"{name}/dim"], type, $"BLOCKSIZE={Math.Clamp(points.Count, 1, NetCdfTable.Held)}");
        file.DeclareNoData($"{name}/{variable}", Fill);
    }

    private void Note(string variable, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (attribute, value) in attributes)
        {
            file.Note($"{name}/{variable}", attribute, value);
        }
    }

    /// <summary>Least and largest value, as the file has them; none where there are no values.</summary>
    private void Range(string variable, List<double> values)
    {
        var known = values.FindAll(value => !double.IsNaN(value));
        if (known.Count > 0)
        {
            file.Note($"{name}/{variable}", "valid_min", (float)known.Min(), PixelType.Float32);
            file.Note($"{name}/{variable}", "valid_max", (float)known.Max(), PixelType.Float32);
        }
    }

    private void Put(string variable, List<double> values)
    {
        if (values.Count > 0)
        {
            file.Write($"{name}/{variable}", 0, values.ConvertAll(value => double.IsNaN(value) ? Fill : value).ToArray());
        }
    }
}
