using System.Collections.Concurrent;
using Graticule.Analysis.Graphs;
using Graticule.Analysis.Graphs.Udf;
using Graticule.Jobs;
using Graticule.Raster.Cubes;

namespace Graticule.Tests.Analysis.Graphs.Udf;

public sealed class UserFunctionTests : IDisposable
{
    private static readonly string[] Times = ["2020-01-05T00:00:00Z", "2020-01-15T00:00:00Z", "2020-02-01T00:00:00Z"];

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(LogLevel Level, string Code, string Message)> _log = [];

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    [SkippableTheory]
    [InlineData("from openeo.udf import XarrayDataCube\ndef apply_datacube(cube: XarrayDataCube, context: dict) -> XarrayDataCube:\n    return XarrayDataCube(cube.get_array() * context['factor'])")]
    [InlineData("import xarray\ndef apply_datacube(cube: xarray.DataArray, context: dict) -> xarray.DataArray:\n    return cube * context['factor']")]
    [InlineData("import xarray as xr\nfrom openeo.udf import inspect\ndef apply_datacube(cube: 'xr.DataArray', context):\n    inspect(data=[1], message='half way', level='warning')\n    return cube.values * context['factor']")]
    [InlineData("from openeo.udf.xarraydatacube import XarrayDataCube\ndef apply_hypercube(cube: XarrayDataCube, context={}):\n    return XarrayDataCube.from_dataarray(cube.array * context.get('factor'))")]
    [InlineData("import pandas\ndef apply_timeseries(series: pandas.Series, context: dict) -> pandas.Series:\n    return series * context['factor']")]
    [InlineData("from openeo.udf import UdfData, XarrayDataCube\ndef apply_udf_data(data: UdfData):\n    cubes = data.get_datacube_list()\n    data.set_datacube_list([XarrayDataCube(cubes[0].get_array() * data.user_context['factor'])])")]
    public void All_forms_of_functions_get_a_cube_and_give_one_back(string code)
    {
        var cube = Cube();

        var result = Assert.IsType<MemoryCube>(Run(cube, code, ("factor", 2.0)));

        Assert.Equal(cube.Values.Select(cell => cell * 2), result.Values);
        Assert.True(Missing.Is(result.Values[5]));
        Assert.Equal(cube.Shape.Dimensions.Select(Describe), result.Shape.Dimensions.Select(Describe));
        Assert.NotNull(result.Shape.Grid);
        Assert.Equal(code.Contains("half way", StringComparison.Ordinal), _log.Contains((LogLevel.Warning, "User", "half way [1]")));
    }

    [SkippableFact]
    public void Dimensions_may_be_dropped_turned_and_labelled_anew()
    {
        const string Code =
            """
            import numpy, xarray
            def apply_datacube(cube: xarray.DataArray, context) -> xarray.DataArray:
                month = cube.groupby('t.month').mean('t').rename(month='t')
                return month.assign_coords(t=numpy.array(['2020-01-01', '2020-02-01'], 'datetime64[D]')).transpose('x', 't', 'y')
            """;
        var cube = Cube();

        var result = Assert.IsType<MemoryCube>(Run(cube, Code));

        Assert.Equal(["x", "t", "y"], result.Shape.Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(["2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"], result.Shape.Find("t")!.Labels.Select(label => label.Text));
        Assert.Equal(DimensionType.Temporal, result.Shape.Find("t")!.Type);
        Assert.Equal((cube.Values[0] + cube.Values[6]) / 2, result.Values[0]);
        Assert.Equal(cube.Values[17], result.Values[11]);
        Assert.Equal(cube.Shape.X, result.Shape.X);
    }

    [SkippableFact]
    public void A_reducer_gets_all_pixels_of_a_strip_at_once()
    {
        const string Code = "import xarray\ndef apply_datacube(cube: xarray.DataArray, context):\n    assert cube.shape == (3, 1, 500), cube.shape\n    return cube.max('t')";
        Lanes[] lanes = [.. Enumerable.Range(0, 3).Select(label => new Lanes(Enumerable.Range(0, 500).Select(pixel => (double)(pixel * (label == 1 ? -1 : label))).ToArray()))];

        var result = Assert.IsType<Lanes>(Run(new ArrayValue(lanes, [.. Times.Select(time => new Label(time))]), Code, pixels: 500));

        Assert.Equal(Enumerable.Range(0, 500).Select(pixel => pixel * 2.0), result.Values.ToArray());
    }

    [SkippableFact]
    public void A_function_of_time_series_runs_for_each_pixel_and_may_change_their_length()
    {
        const string Code = "import pandas\ndef apply_timeseries(series, context):\n    return series.resample('MS').sum()";
        Lanes[] lanes = [.. Enumerable.Range(1, 3).Select(label => new Lanes(new double[] { label, 10 * label }))];

        var result = Assert.IsType<ArrayValue>(Run(new ArrayValue(lanes, [.. Times.Select(time => new Label(time))]), Code, pixels: 2));

        Assert.Equal(["2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"], result.Labels!.Select(label => label.Text));
        Assert.Equal([3, 30], ((Lanes)result.Items[0]!).Values.ToArray());
        Assert.Equal([3, 30], ((Lanes)result.Items[1]!).Values.ToArray());
    }

    [SkippableFact]
    public void Lanes_of_apply_and_plain_arrays_and_values_are_given_too()
    {
        const string Square = "import xarray\ndef apply_datacube(cube: xarray.DataArray, context):\n    return cube ** 2";
        const string Count = "from openeo.udf import StructuredData\ndef apply_udf_data(data):\n    words = data.get_structured_data_list()[0].data\n    data.set_structured_data_list([StructuredData({'words': len(words)})])";

        Assert.Equal([4, 9], Assert.IsType<Lanes>(Run(new Lanes(new double[] { 2, 3 }), Square, pixels: 2)).Values.ToArray());
        Assert.Equal([4.0, null, 9.0], Assert.IsType<ArrayValue>(Run(new ArrayValue([2.0, null, 3.0]), Square)).Items);
        Assert.Equal(2.0, Assert.IsType<ObjectValue>(Run(new ArrayValue(["a", "b"]), Count))["words"]);
    }

    [SkippableTheory]
    [InlineData("def apply_datacube(cube, context):\n    return cube.nonsense()", "AttributeError", "line 2, in apply_datacube")]
    [InlineData("def apply_datacube(cube, context)\n    return cube", "SyntaxError", "line 1")]
    [InlineData("import no_such_library\ndef apply_datacube(cube, context):\n    return cube", "No module named 'no_such_library'", "line 1")]
    [InlineData("def compute(cube):\n    return cube", "apply_datacube, apply_hypercube, apply_timeseries, apply_udf_data", "")]
    [InlineData("def apply_datacube(cube, context):\n    return 'text'", "must give back a data cube, not a str", "")]
    [InlineData("import os\ndef apply_datacube(cube, context):\n    os._exit(7)", "exit code 7", "")]
    [InlineData("import sys\ndef apply_datacube(cube, context):\n    sys.exit('enough')", "enough", "line 3")]
    public void Faults_tell_the_end_of_the_traceback(string code, string part, string place)
    {
        var exception = Assert.Throws<GraphException>(() => Run(Cube(), code));

        Assert.Equal(("UdfFailed", "udf"), (exception.Code, exception.Parameter));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("child.py", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Code_sees_neither_the_host_nor_the_network_and_cannot_write()
    {
        const string Code =
            """
            import os, socket
            def attempt(what):
                try:
                    what()
                    return True
                except OSError:
                    return False
            def apply_datacube(cube, context):
                found = [os.path.exists(context['secret']), attempt(lambda: open('/udf/new', 'w')), attempt(lambda: open('/usr/new', 'w')),
                         attempt(lambda: socket.create_connection(('1.1.1.1', 53), 1)), len([p for p in os.listdir('/proc') if p.isdigit()]) > 3, 'HOST_SECRET' in os.environ]
                assert not any(found), found
                return cube
            """;
        Environment.SetEnvironmentVariable("HOST_SECRET", "1");
        var secret = Path.GetTempFileName();

        Assert.NotNull(Run(Cube(), Code, ("secret", secret)));

        File.Delete(secret);
    }

    [SkippableFact]
    public void Memory_is_bounded()
    {
        var exception = Assert.Throws<GraphException>(() => Run(
            Cube(), "import numpy, time\ndef apply_datacube(cube, context):\n    big = numpy.ones(3 << 27)\n    time.sleep(5)\n    return cube"));

        Assert.Contains("MiB of memory", exception.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Cancelling_ends_a_function_that_runs()
    {
        _stop.CancelAfter(3000);

        Assert.Throws<OperationCanceledException>(() => Run(Cube(), "import time\ndef apply_datacube(cube, context):\n    time.sleep(600)\n    return cube"));
    }

    [SkippableFact]
    public void Threads_have_processes_of_their_own_and_use_them_again()
    {
        const string Code = "calls = 0\ndef apply_datacube(cube, context):\n    global calls\n    calls += 1\n    return cube.get_array() * 0 + calls * 1e6";
        var services = Services();
        var answers = new ConcurrentBag<double>();
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                answers.Add(((Lanes)Run(new Lanes(new double[] { 1 }), Code, services, 1)!).Span[0]);
            }
        }))];
        UdfNeeds.Python();

        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(40, answers.Count);
        Assert.True(answers.Max() >= 20e6, $"{answers.Max()}");
        Assert.Equal(2, answers.Count(answer => answer < 2e6));
    }

    [Theory]
    [InlineData("R", null, "InvalidRuntime")]
    [InlineData("python", "2.7", "InvalidVersion")]
    [InlineData("PYTHON", "3", "FileNotFound")]
    public void What_is_not_there_is_told_by_name(string runtime, string? version, string code)
    {
        var expected = UdfRuntimes.List().Count == 0 ? "InvalidRuntime" : code;

        var exception = Assert.Throws<GraphException>(() => Call(new()
        {
            ["data"] = Cube(),
            ["udf"] = "functions/mine.py",
            ["runtime"] = runtime,
            ["version"] = version,
        }, Services(), 1));

        Assert.Equal(expected, exception.Code);
    }

    [SkippableFact]
    public void Code_may_be_a_file_of_the_user()
    {
        UdfNeeds.Python();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "def apply_datacube(cube, context):\n    return cube");

        var result = Call(
            new() { ["data"] = Cube(), ["udf"] = "mine.py", ["runtime"] = "Python" }, Services() with { FindFile = name => name == "mine.py" ? file : null }, 1);

        Assert.Equal(Cube().Values, Assert.IsType<MemoryCube>(result).Values);
        File.Delete(file);
    }

    [SkippableFact]
    public void The_runtime_tells_its_libraries()
    {
        UdfNeeds.Python();
        var runtime = Assert.Single(UdfRuntimes.List());

        Assert.Equal("Python", runtime.Name);
        Assert.Contains("xarray", runtime.Versions[runtime.Default].Keys);
    }

    [SkippableFact]
    public void Nothing_is_left_when_the_evaluation_is_over()
    {
        var folder = Directory.CreateTempSubdirectory("graticule-udf-").FullName;
        var services = Services() with { Folder = folder };
        Run(Cube(), "def apply_datacube(cube, context):\n    return cube", services, 1);
        Assert.Single(Directory.GetFileSystemEntries(folder));

        UdfPool.End(services);

        Assert.Empty(Directory.GetFileSystemEntries(folder));
        Directory.Delete(folder);
    }

    private static MemoryCube Cube()
    {
        var (x, y) = new Grid(600_000, 5_200_000, 10, -10, 3, 2, "EPSG:32632").ToDimensions();
        var t = new Dimension("t", DimensionType.Temporal, new(Times.Select(time => new Label(time))));
        return new(new([t, y, x]), [.. Enumerable.Range(0, 18).Select(number => number == 5 ? Missing.Value : (number * number) + 0.5)]);
    }

    private static (string, DimensionType, string?, string) Describe(Dimension dimension) =>
        (dimension.Name, dimension.Type, dimension.ReferenceSystem, string.Join(' ', dimension.Labels));

    private GraphServices Services() => new()
    {
        Processes = new([], new Dictionary<string, UserProcess>(StringComparer.Ordinal)),
        MostBytes = 64 << 20,
        Log = (level, code, message) => _log.Enqueue((level, code, message)),
        CancellationToken = _stop.Token,
    };

    private object? Run(object? data, string code, params (string Name, object? Value)[] context) => Run(data, code, Services(), 1, context);

    private object? Run(object? data, string code, int pixels) => Run(data, code, Services(), pixels);

    private static object? Run(object? data, string code, GraphServices services, int pixels, params (string Name, object? Value)[] context)
    {
        UdfNeeds.Python();
        return Call(
            new()
            {
                ["data"] = data,
                ["udf"] = code,
                ["runtime"] = "Python",
                ["context"] = new ObjectValue(context.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)),
            },
            services,
            pixels);
    }

    private static object? Call(Dictionary<string, object?> arguments, GraphServices services, int pixels) =>
        UserFunctions.All.First().Apply(new("run_udf", arguments, new(services) { LaneCount = pixels }));
}
