using Graticule.Analysis.Graphs.LaneMath;
using Graticule.Raster.Cubes;

namespace Graticule.Analysis.Graphs.Processes;

/// <summary>
/// The array that a reducer works on, as numbers. An array of plain numbers is one of lanes of a single pixel, so both are reduced by the
/// same code.
/// </summary>
internal sealed record Series(ReadOnlyMemory<double>[] Items, bool IsOfLanes, bool IgnoresNodata, GraphRun Run)
{
    internal int Count => Items.Length;

    internal int Pixels => IsOfLanes ? Run.LaneCount : 1;

    /// <summary>Reads the parameters <c>data</c> and <c>ignore_nodata</c>.</summary>
    /// <exception cref="GraphException">They are something else.</exception>
    internal static Series Of(Arguments args)
    {
        var data = args.Get<ArrayValue>("data");
        var isOfLanes = data.Items.Any(item => item is Lanes);
        var numbers = isOfLanes ? null : new double[data.Count];
        var items = new ReadOnlyMemory<double>[data.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (data.Items[i] is Lanes lanes)
            {
                items[i] = lanes.Values;
                continue;
            }

            var number = Cell(data.Items[i], args);
            if (numbers is null)
            {
                var same = args.Run.NewLanes();
                same.Span.Fill(number);
                items[i] = same.Values;
            }
            else
            {
                numbers[i] = number;
                items[i] = numbers.AsMemory(i, 1);
            }
        }

        return new(items, isOfLanes, args.Get("ignore_nodata", otherwise: true), args.Run);
    }

    /// <summary>Lanes for a value, whose numbers are undefined yet.</summary>
    internal Lanes New(bool isBoolean = false) => IsOfLanes ? Run.NewLanes(isBoolean) : new(new double[1], isBoolean);

    /// <summary>What a process gives: the lanes, or the value of the only pixel.</summary>
    internal object? Value(Lanes lanes) => IsOfLanes ? lanes : lanes[0];

    /// <summary>A reduction to one value; nodata for an empty array.</summary>
    internal object? Reduce(Action<Series, Lanes> compute)
    {
        if (Count == 0)
        {
            return null;
        }

        var to = New();
        compute(this, to);
        return Value(to);
    }

    /// <summary>A reduction by an operation of two numbers.</summary>
    internal object? Fold<T>(T operation)
        where T : struct, IBinary => Reduce((series, to) => Folds.Run(operation, series.Items, series.IgnoresNodata, to.Span));

    private static double Cell(object? item, Arguments args) => item switch
    {
        null => Missing.Value,
        double number => number,
        bool truth => truth ? 1 : 0,
        _ => throw new GraphException("ProcessParameterInvalid", $"The parameter 'data' of '{args.ProcessId}' must be an array of numbers, but one element is {Nouns.Of(item)}.") { Parameter = "data" },
    };
}
