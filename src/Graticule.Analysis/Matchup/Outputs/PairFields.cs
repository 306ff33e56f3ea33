using Graticule.Analysis.Matchup.Results;
using Graticule.Raster.Observations;
using Graticule.Raster.Tables;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>
/// The row that stands for a pair in tables: what is known of the primary, of the secondary, how they lie to each other, and the statistics of
/// the cells around. Variables that no observation has a value of have no column.
/// </summary>
internal sealed class PairFields
{
    internal const string PrimaryPrefix = "primary_";
    internal const string SecondaryPrefix = "secondary_";
    internal const string Distance = "distance_m";
    internal const string TimeDifference = "time_difference_s";

    /// <summary>What is known of an observation beside its variables.</summary>
    private static readonly (string Name, ColumnType Type)[] Known =
    [
        ("id", ColumnType.Text), ("longitude", ColumnType.Number), ("latitude", ColumnType.Number), ("time", ColumnType.Instant), ("depth", ColumnType.Number),
        ("platform", ColumnType.Text), ("device", ColumnType.Text), ("file", ColumnType.Text), ("source", ColumnType.Text),
    ];

    private static readonly (string Name, ColumnType Type)[] OfBoxes =
    [
        ("count", ColumnType.WholeNumber), ("cells", ColumnType.WholeNumber), ("mean", ColumnType.Number), ("standard_deviation", ColumnType.Number),
        ("coefficient_of_variation", ColumnType.Number), ("valid_fraction", ColumnType.Number),
    ];

    private readonly int[] _primary;
    private readonly int[] _secondary;
    private readonly int[] _boxes;

    internal PairFields(PairSet set, PairFacts facts)
    {
        (_primary, _secondary, _boxes) = (facts.PrimaryVariables, facts.SecondaryVariables, facts.BoxVariables);
        PrimaryColumns = Side(PrimaryPrefix, set.Primary.Variables, _primary);
        SecondaryColumns = Side(SecondaryPrefix, set.Secondary.Variables, _secondary);
        var names = (facts.BoxesOfPrimaries ? set.Primary : set.Secondary).Variables;
        BoxColumns = [.. _boxes.SelectMany(variable => OfBoxes.Select(part => new TableColumn($"box_{names[variable].Name}_{part.Name}", part.Type)))];
        Columns = Unique([.. PrimaryColumns, .. SecondaryColumns, new(Distance, ColumnType.Number), new(TimeDifference, ColumnType.WholeNumber), .. BoxColumns]);
    }

    /// <summary>All columns, in order, their names unique.</summary>
    internal IReadOnlyList<TableColumn> Columns { get; }

    internal IReadOnlyList<TableColumn> PrimaryColumns { get; }

    internal IReadOnlyList<TableColumn> SecondaryColumns { get; }

    /// <summary>Of the statistics of the cells around; behind those of how the observations lie to each other.</summary>
    internal IReadOnlyList<TableColumn> BoxColumns { get; }

    internal void PutPrimary(MatchedPoint point, IFieldSink sink) => Put(point, _primary, sink);

    internal void PutSecondary(MatchedPoint point, IFieldSink sink) => Put(point, _secondary, sink);

    internal void PutPair(Match match, IFieldSink sink)
    {
        sink.Number(match.Distance);
        sink.Whole(match.TimeDifference);
        PutBoxes(match.Boxes, sink);
    }

    internal void PutBoxes(IReadOnlyList<BoxValue> boxes, IFieldSink sink)
    {
        foreach (var variable in _boxes)
        {
            if (Box(boxes, variable) is not { } box)
            {
                for (var i = 0; i < OfBoxes.Length; i++)
                {
                    sink.Nothing();
                }

                continue;
            }

            sink.Whole(box.Count);
            sink.Whole(box.Total);
            sink.Number(box.Mean);
            sink.Number(box.StandardDeviation);
            sink.Number(box.CoefficientOfVariation);
            sink.Number(box.ValidFraction);
        }
    }

    private static BoxValue? Box(IReadOnlyList<BoxValue> boxes, int variable)
    {
        for (var i = 0; i < boxes.Count; i++)
        {
            if (boxes[i].Variable == variable)
            {
                return boxes[i];
            }
        }

        return null;
    }

    /// <summary>What is known of an observation, then its values, both in the order of the columns.</summary>
    private static void Put(MatchedPoint point, int[] variables, IFieldSink sink)
    {
        sink.Text(point.Id);
        sink.Number(point.Longitude);
        sink.Number(point.Latitude);
        sink.Instant(point.Time);
        sink.Number(point.Depth ?? double.NaN);
        sink.Text(point.Platform);
        sink.Text(point.Device);
        sink.Text(point.File);
        sink.Text(point.Source);
        var (values, at) = (point.Values, 0);
        foreach (var variable in variables)
        {
            if (at < values.Count && values[at].Variable == variable)
            {
                sink.Number(values[at++].Value);
            }
            else
            {
                sink.Nothing();
            }
        }
    }

    private static List<TableColumn> Side(string prefix, IReadOnlyList<ObservedVariable> variables, int[] seen) =>
    [
        .. Known.Select(known => new TableColumn(prefix + known.Name, known.Type)),
        .. seen.Select(variable => new TableColumn(prefix + variables[variable].Name, ColumnType.Number)),
    ];

    /// <summary>A variable that is called as something else of its side, <c>depth</c>, gets a number behind its name.</summary>
    private static List<TableColumn> Unique(IReadOnlyList<TableColumn> columns)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        return
        [
            .. columns.Select(column =>
            {
                var name = column.Name;
                for (var i = 2; !taken.Add(name); i++)
                {
                    name = $"{column.Name}_{i}";
                }

                return column with { Name = name };
            }),
        ];
    }
}
