namespace Graticule.Tests.Analysis.Graphs.Conformance;

/// <summary>Upstream's tests that contradict the process definitions, or themselves. Each of them must fail here, or it does not belong into this list.</summary>
internal static class UpstreamWaivers
{
    private const string Argument = "the callback refers to 'from_argument', which is not defined; 'from_parameter' is meant";
    private const string Condition = "the callback is given as 'process', not as 'condition', and refers to 'from_argument'";
    private const string Intervals = "the intervals lie in January, the data in June";

    internal static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["array_append#0"] = "appends 0 to nothing and expects 1",
        ["array_element#3"] = "asks for the label BO2, with the letter O",
        ["array_find#6"] = "the value that is searched is at 0, not at 1",
        ["int#12"] = "expects nodata for NaN",
        ["lte#15"] = "expects that infinity is not less than or equal to itself",
        ["mod#16"] = "2 modulo minus infinity is minus infinity where the result has the sign of the divisor",
        ["product#10"] = "the product of 1, minus infinity, 3 and infinity is minus infinity, not NaN",
        ["all#8"] = "by the truth table nodata alone, not ignored, gives nodata",
        ["any#8"] = "by the truth table nodata alone, not ignored, gives nodata",
        ["apply#1"] = Argument,
        ["array_apply#1"] = Argument,
        ["array_apply#2"] = Argument,
        ["array_apply#3"] = Argument,
        ["array_apply#4"] = Argument,
        ["array_apply#5"] = Argument,
        ["array_apply#6"] = Argument,
        ["array_apply#7"] = Argument,
        ["array_apply#8"] = "calls 'mulitply', and refers to 'from_argument'",
        ["merge_cubes#3"] = Argument,
        ["reduce_dimension#1"] = "the callback refers to the value of a node as 'from_argument'",
        ["array_filter#0"] = Condition,
        ["array_filter#1"] = Condition,
        ["array_filter#2"] = Condition,
        ["array_filter#3"] = Condition,
        ["array_filter#4"] = Condition,
        ["array_filter#5"] = Condition,
        ["array_filter#6"] = Condition,
        ["aggregate_temporal#5"] = Intervals,
        ["aggregate_temporal#6"] = Intervals,
        ["aggregate_temporal#7"] = Intervals,
        ["aggregate_temporal#8"] = Intervals,
        ["aggregate_temporal#9"] = Intervals + ", and the labels are in the reducer",
        ["aggregate_temporal#10"] = "expects the median, but the reducer is the mean",
        ["aggregate_temporal_period#3"] = "expects 4 labels of hours instead of 5",
        ["aggregate_temporal_period#4"] = "the labels of days are not of the form YYYY-DDD",
        ["aggregate_temporal_period#8"] = "expects the dimension t2 under the name t",
        ["aggregate_temporal_period#9"] = "expects the dimension t2 under the name t",
        ["mask#0"] = "expects values replaced where the mask is 0",
        ["mask#1"] = "its file xyb-minimal-float.json5 does not exist",
        ["mask#2"] = "expects values replaced where the mask is 0",
        ["apply_dimension#1"] = "a cell of the data is nodata, the expected cell is not",
        ["apply_dimension#2"] = "the data has no bands, and dimensions are given as an array",
        ["apply#2"] = "a cell of the data is nodata, the expected cell is not",
        ["count#4"] = "the condition lacks 'process_graph', and its parameter is called 'x', not 'element'",
        ["count#5"] = "the condition lacks 'process_graph', and its parameter is called 'x', not 'element'",
        ["filter_bands#4"] = "asks for red and blue, and expects blue and green",
        ["rename_labels#5"] = "'target' is missing",
        ["rename_labels#7"] = "'target' is missing",
        ["mask_polygon#0"] = "the expected values of #0 and #1 are exchanged",
        ["mask_polygon#1"] = "the expected values of #0 and #1 are exchanged",
        ["mask_polygon#6"] = "expects the values of four cells that the polygon covers",
        ["rename_dimension#3"] = "x and y are exchanged in the expected cube",
        ["rename_dimension#4"] = "x and y are exchanged in the expected cube",
        ["rename_dimension#5"] = "the expected cube has no order",
    };
}
