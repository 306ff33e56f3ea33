using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;
using Graticule.Raster.Tables;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>The variables of one side of a match-up in a netCDF file, with the attributes that CF asks for.</summary>
internal static class NetCdfSide
{
    internal const string TimeUnits = "seconds since 1970-01-01T00:00:00Z";

    private const string Quality = "_quality";

    private static readonly double[] FlagValues = [1, 2, 3, 4, 9];

    /// <summary>Columns of one side in the order of its fields; null: left out.</summary>
    /// <param name="prefix">Of their names.</param>
    /// <param name="side">Whose observations they hold.</param>
    /// <param name="fields">As tables have them: nine that are known of every observation, then the variables.</param>
    /// <param name="variables">Indexes of the variables in those of the side.</param>
    /// <param name="longestId">Bytes of the longest id.</param>
    /// <param name="taken">Names in the file.</param>
    internal static List<NetCdfColumn?> Columns(
        string prefix, MatchSide side, IReadOnlyList<TableColumn> fields, int[] variables, int longestId, HashSet<string> taken)
    {
        var inPlace = side.Kind == DatasetKind.Points;
        var what = prefix.TrimEnd('_');
        List<NetCdfColumn?> columns =
        [
            Id(),
            Number("longitude", ("standard_name", "longitude"), ("units", "degrees_east")),
            Number("latitude", ("standard_name", "latitude"), ("units", "degrees_north")),
            Number("time", ("standard_name", "time"), ("units", TimeUnits), ("calendar", "standard")),
            inPlace ? Number("depth", ("standard_name", "depth"), ("units", "m"), ("positive", "down")) : null,
            inPlace ? Text("platform", "platform that observed") : null,
            inPlace ? Text("device", "device that observed") : null,
            Text("file", "file of the data set"),
            Text("source", "data set or project"),
        ];
        var known = columns.Count;
        var coordinates = $"{prefix}time {prefix}latitude {prefix}longitude{(inPlace ? $" {prefix}depth" : "")}";
        for (var i = 0; i < variables.Length; i++)
        {
            columns.Add(Variable(NetCdfNames.Unique(fields[known + i].Name, taken), side, side.Variables[variables[i]], coordinates));
        }

        Link([.. columns.Skip(known)], [.. variables.Select(variable => side.Variables[variable].Name)]);
        return columns;

        NetCdfColumn Id()
        {
            var column = new NetCdfColumn(NetCdfNames.Unique(prefix + "id", taken), NetCdfKind.Text) { Longest = longestId };
            column.Attributes.Add(("long_name", $"identifier of the observation ({what})"));
            column.Attributes.Add(("_Encoding", "utf-8"));
            return column;
        }

        NetCdfColumn Text(string name, string meaning)
        {
            var unique = NetCdfNames.Unique(prefix + name, taken);
            var column = new NetCdfColumn(unique, NetCdfKind.Int32) { HasFill = false, Texts = new(unique, $"{meaning} ({what})") };
            column.Attributes.Add(("long_name", $"{meaning} ({what}): number of its name in {unique}_names, from 0"));
            return column;
        }

        NetCdfColumn Number(string name, params ReadOnlySpan<(string, object)> attributes)
        {
            var column = new NetCdfColumn(NetCdfNames.Unique(prefix + name, taken), NetCdfKind.Float64) { HasFill = name == "depth" };
            column.Attributes.Add(("long_name", $"{name} of the observation ({what})"));
            column.Attributes.AddRange(attributes);
            return column;
        }
    }

    /// <summary>Statistics of cells, in the order of <see cref="PairFields.BoxColumns"/>.</summary>
    internal static IEnumerable<NetCdfColumn> BoxColumns(string prefix, MatchSide side, IReadOnlyList<TableColumn> fields, int[] variables, HashSet<string> taken)
    {
        var each = variables.Length == 0 ? 0 : fields.Count / variables.Length;
        for (var i = 0; i < fields.Count; i++)
        {
            var variable = side.Variables[variables[i / each]];
            var part = (BoxPart)(i % each);
            var isCount = part is BoxPart.Count or BoxPart.Cells;
            var column = new NetCdfColumn(NetCdfNames.Unique(fields[i].Name, taken), isCount ? NetCdfKind.Int32 : NetCdfKind.Float64, isCount ? -1 : double.NaN);
            column.Attributes.Add(("long_name", $"{Meaning(part)} of {variable.LongName ?? variable.Name} in the cells around"));
            var units = part is BoxPart.Mean or BoxPart.Deviation ? NetCdfNames.Units(variable.Units) : "1";
            if (units is not null)
            {
                column.Attributes.Add(("units", units));
            }

            column.Attributes.Add(("coordinates", $"{prefix}time {prefix}latitude {prefix}longitude"));
            yield return column;
        }
    }

    private static NetCdfColumn Variable(string name, MatchSide side, ObservedVariable variable, string coordinates)
    {
        var isFlag = side.Kind == DatasetKind.Points && variable.Name.EndsWith(Quality, StringComparison.Ordinal);
        var kind = isFlag ? NetCdfKind.Int16 : side.Kind == DatasetKind.Points ? NetCdfKind.Float64 : NetCdfKind.Float32;
        var column = new NetCdfColumn(name, kind, isFlag ? -1 : double.NaN);
        column.Attributes.Add(("long_name", variable.LongName ?? variable.Name));
        if (isFlag)
        {
            column.Attributes.Add(("standard_name", "quality_flag"));
            column.Attributes.Add(("flag_values", FlagValues));
            column.Attributes.Add(("flag_meanings", "good not_evaluated suspect bad missing"));
        }
        else
        {
            Add("standard_name", variable.StandardName);
            Add("units", NetCdfNames.Units(variable.Units));
            Add("positive", variable.StandardName == "depth" ? "down" : null);
        }

        column.Attributes.Add(("coordinates", coordinates));
        return column;

        void Add(string attribute, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                column.Attributes.Add((attribute, value));
            }
        }
    }

    /// <summary>Says of each variable which one is its quality.</summary>
    private static void Link(List<NetCdfColumn?> columns, List<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var flag = names.IndexOf(names[i] + Quality);
            if (flag >= 0)
            {
                columns[i]!.Attributes.Add(("ancillary_variables", columns[flag]!.Name));
            }
        }
    }

    private static string Meaning(BoxPart part) => part switch
    {
        BoxPart.Count => "number of values",
        BoxPart.Cells => "number of cells, with or without a value,",
        BoxPart.Mean => "mean",
        BoxPart.Deviation => "standard deviation",
        BoxPart.Variation => "coefficient of variation",
        _ => "share of cells with a value",
    };

    /// <summary>In the order of the fields.</summary>
    private enum BoxPart
    {
        Count,
        Cells,
        Mean,
        Deviation,
        Variation,
        Valid,
    }
}
