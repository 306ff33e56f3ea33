namespace Graticule.Tests.Analysis.Graphs.Processes;

/// <summary>Values found by hand, for what upstream's tests do not ask.</summary>
public sealed class ArrayProcessTests
{
    private const string Labelled = "{type: 'labeled-array', data: [{key: 'B01', value: 1.5}, {key: 'B02', value: 2.5}]}";

    [Theory]
    [InlineData("array_append", "{data: [], value: 0}", "[0]")]
    [InlineData("array_append", "{data: [1], value: null}", "[1, null]")]
    [InlineData("array_append", "{data: [1], value: 2, label: 'B'}", "throws ArrayNotLabeled")]
    [InlineData("array_append", "{data: " + Labelled + ", value: 2, label: 'B02'}", "throws LabelExists")]
    [InlineData("array_append", "{data: {type: 'labeled-array', data: [{key: 'B', value: 1}]}, value: 2}", "{type: 'labeled-array', data: [{key: 'B', value: 1}, {key: 1, value: 2}]}")]
    [InlineData("array_concat", "{array1: " + Labelled + ", array2: " + Labelled + "}", "throws ArrayLabelConflict")]
    [InlineData("array_contains", "{data: [1, 2, 3], value: 2}", "true")]
    [InlineData("array_contains", "{data: ['A'], value: 'a'}", "false")]
    [InlineData("array_contains", "{data: [1, null], value: null}", "false")]
    [InlineData("array_contains", "{data: [1, 2], value: '2'}", "false")]
    [InlineData("array_create", "{data: 'text', repeat: 2}", "['text', 'text']")]
    [InlineData("array_create", "{data: [1], repeat: 0}", "throws ProcessParameterInvalid")]
    [InlineData("array_element", "{data: [9, 8, 7], index: 2}", "7")]
    [InlineData("array_element", "{data: [9], index: 1}", "throws ArrayElementNotAvailable")]
    [InlineData("array_element", "{data: [9], index: -1}", "throws ArrayElementNotAvailable")]
    [InlineData("array_element", "{data: [9], index: 1, return_nodata: true}", "null")]
    [InlineData("array_element", "{data: [9]}", "throws ArrayElementParameterMissing")]
    [InlineData("array_element", "{data: [9], index: 0, label: 'a'}", "throws ArrayElementParameterConflict")]
    [InlineData("array_element", "{data: [9], label: 'a'}", "throws ArrayNotLabeled")]
    [InlineData("array_element", "{data: " + Labelled + ", label: 'B02'}", "2.5")]
    [InlineData("array_element", "{data: {type: 'labeled-array', data: [{key: 1, value: 5}]}, label: '1', return_nodata: true}", "null")]
    [InlineData("array_find", "{data: [1, NaN], value: NaN}", "null")]
    [InlineData("array_interpolate_linear", "{data: [null, 1, null, 6, NaN, -8, null]}", "[null, 1, 3.5, 6, -1, -8, null]")]
    [InlineData("array_interpolate_linear", "{data: [-Infinity, NaN, 0.5, NaN, Infinity]}", "[-Infinity, -Infinity, 0.5, Infinity, Infinity]")]
    [InlineData("array_interpolate_linear", "{data: {type: 'labeled-array', data: [{key: 1, value: 1}, {key: 3, value: null}, {key: 4, value: 4}]}}", "{type: 'labeled-array', data: [{key: 1, value: 1}, {key: 3, value: 3}, {key: 4, value: 4}]}")]
    [InlineData("array_interpolate_linear", "{data: {type: 'labeled-array', data: [{key: '2020-01-01', value: 1}, {key: '2020-01-04', value: null}, {key: '2020-01-05T00:00:00Z', value: 5}]}}", "{type: 'labeled-array', data: [{key: '2020-01-01', value: 1}, {key: '2020-01-04', value: 4}, {key: '2020-01-05T00:00:00Z', value: 5}]}")]
    [InlineData("array_modify", "{data: [1, 2], values: [9], index: 3}", "throws ArrayElementNotAvailable")]
    [InlineData("array_modify", "{data: [1, 2], values: [9], index: 2}", "[1, 2, 9]")]
    [InlineData("array_modify", "{data: " + Labelled + ", values: " + Labelled + ", index: 2}", "throws ArrayLabelConflict")]
    [InlineData("array_modify", "{data: " + Labelled + ", values: [], index: 0}", "{type: 'labeled-array', data: [{key: 'B02', value: 2.5}]}")]
    [InlineData("order", "{data: ['2020-01-01T01:00:00+02:00', '2020-01-01T00:00:00Z', '2019-12-31']}", "[2, 0, 1]")]
    [InlineData("order", "{data: [2, NaN, 1], asc: false}", "[0, 2, 1]")]
    [InlineData("sort", "{data: [3, null, 1], nodata: false}", "[null, 1, 3]")]
    [InlineData("rearrange", "{data: [1, 2], order: [2]}", "throws ProcessParameterInvalid")]
    public void Arrays(string process, string arguments, string expected) => ProcessCall.Check(process, arguments, expected);

    [Theory]
    [InlineData("array_apply", "{data: [1, 2], context: 10, process: {process_graph: {m: {process_id: 'multiply', arguments: {x: {from_parameter: 'x'}, y: {from_parameter: 'context'}}, result: true}}}}", "[10, 20]")]
    [InlineData("array_apply", "{data: " + Labelled + ", process: {process_graph: {c: {process_id: 'constant', arguments: {x: {from_parameter: 'label'}}, result: true}}}}", "{type: 'labeled-array', data: [{key: 'B01', value: 'B01'}, {key: 'B02', value: 'B02'}]}")]
    [InlineData("array_filter", "{data: [5, 6, 7], condition: {process_graph: {g: {process_id: 'gt', arguments: {x: {from_parameter: 'index'}, y: 0}, result: true}}}}", "[6, 7]")]
    [InlineData("array_filter", "{data: " + Labelled + ", condition: {process_graph: {g: {process_id: 'eq', arguments: {x: {from_parameter: 'label'}, y: 'B02'}, result: true}}}}", "{type: 'labeled-array', data: [{key: 'B02', value: 2.5}]}")]
    public void Callbacks(string process, string arguments, string expected) => ProcessCall.Check(process, arguments, expected);

    [Theory]
    [InlineData("text_ends", "{data: 'Lorem', pattern: 'EM', case_sensitive: false}", "true")]
    [InlineData("text_find", "{data: 'Lorem ipsum', pattern: 'ipsum'}", "6")]
    [InlineData("text_find", "{data: 'Lorem', pattern: 'x'}", "null")]
    [InlineData("text_find", "{data: null, pattern: 'x'}", "null")]
    [InlineData("text_concat", "{data: [0.1, 1e21, 'a'], separator: ', '}", "'0.1, 1E+21, a'")]
    [InlineData("date_between", "{x: '2020-01-01', min: '2020-01-01', max: '2020-01-01'}", "true")]
    [InlineData("date_between", "{x: '2020-01-01', min: '2019-01-01', max: '2020-01-01T00:00:00Z', exclude_max: true}", "false")]
    [InlineData("date_between", "{x: '2020-01-01T00:30:00+01:00', min: '2020-01-01', max: '2021-01-01'}", "false")]
    [InlineData("date_difference", "{date1: '2020-01-01', date2: '2020-01-15', unit: 'week'}", "2")]
    [InlineData("date_difference", "{date1: '2020-01-16', date2: '2020-03-01', unit: 'month'}", "1.4827586206896552")]
    [InlineData("date_difference", "{date1: '2021-01-01', date2: '2020-01-01', unit: 'year'}", "-1")]
    [InlineData("date_difference", "{date1: '2020-01-01', date2: '9999-12-31', unit: 'fortnight'}", "throws ProcessParameterInvalid")]
    [InlineData("date_shift", "{date: '2020-01-31T00:00:00.5+02:00', value: 1, unit: 'month'}", "'2020-02-29T00:00:00.5+02:00'")]
    [InlineData("date_shift", "{date: '9999-12-31', value: 1, unit: 'day'}", "throws ProcessParameterInvalid")]
    [InlineData("date_shift", "{date: 'yesterday', value: 1, unit: 'day'}", "throws ProcessParameterInvalid")]
    public void Texts_and_dates(string process, string arguments, string expected) => ProcessCall.Check(process, arguments, expected);
}
