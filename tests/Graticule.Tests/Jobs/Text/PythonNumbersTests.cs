using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Graticule.Jobs.Text;

namespace Graticule.Tests.Jobs.Text;

public sealed class PythonNumbersTests
{
    private const string Python = "/usr/bin/python3";

    [Theory]
    [InlineData(50000, "50000.0")]
    [InlineData(-5, "-5.0")]
    [InlineData(0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(3.4e-7, "3.4e-07")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001234, "1.234e-05")]
    [InlineData(9999999999999998, "9999999999999998.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(123456789012345680, "1.2345678901234568e+17")]
    [InlineData(1e22, "1e+22")]
    [InlineData(1e-300, "1e-300")]
    [InlineData(24.410003662109375, "24.410003662109375")]
    [InlineData(120.5, "120.5")]
    [InlineData(double.MaxValue, "1.7976931348623157e+308")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.NaN, "nan")]
    public void A_float_is_written_as_repr_writes_it(double value, string expected) => Assert.Equal(expected, PythonNumbers.Repr(value));

    [SkippableFact]
    public async Task Any_float_is_written_as_repr_writes_it()
    {
        Skip.IfNot(File.Exists(Python), "There is no Python.");
        Random random = new(7);
        double[] values =
        [
            .. Enumerable.Range(0, 4000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))).Where(double.IsFinite),
            .. Enumerable.Range(0, 4000).Select(_ => Math.Round(random.NextDouble() * Math.Pow(10, random.Next(-8, 20)), random.Next(0, 15))),
            .. Enumerable.Range(0, 2000).Select(_ => (double)random.NextSingle() * 400),
            .. Enumerable.Range(-330, 640).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture)),
        ];

        var expected = await ReprAsync(values);
        Assert.Equal(expected, values.Select(PythonNumbers.Repr));
        Assert.Equal(expected.Where(text => text != "inf"), values.Where(double.IsFinite).Select(Json));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e-5, "1e-05")]
    public void Json_has_words_of_its_own_for_what_is_no_number(double value, string expected) => Assert.Equal(expected, Json(value));

    private static string Json(double value)
    {
        ArrayBufferWriter<byte> output = new();
        PythonNumbers.WriteJson(output, value);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }

    private static async Task<string[]> ReprAsync(double[] values)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import sys\nfor line in sys.stdin: print(repr(float(line)))"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(string.Join('\n', values.Select(value => value.ToString("E17", CultureInfo.InvariantCulture))));
        process.StandardInput.Close();
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
