using System.Text.Json;
using System.Text.Json.Nodes;

namespace Graticule.Analysis.Change.Ccdc;

/// <summary>What the values of a parameter must be, and what they do.</summary>
/// <param name="needs">What they must be, in words.</param>
/// <param name="apply">Puts a value in its place; throws <see cref="FormatException"/>.</param>
internal sealed class OverrideRule(string needs, Func<CcdcParameters, JsonNode, CcdcParameters> apply)
{
    /// <summary>Of numbers of 32 bits with a sign.</summary>
    internal const int MostBit = 30;

    private const int MostCode = ushort.MaxValue;
    private const int LastRow = PixelSeries.Bands;

    private static readonly string[] CurveNames = ["START", "END", "INSUF_CLEAR", "PERSIST_SNOW"];

    /// <exception cref="FormatException">The value does not fit; the message says what would.</exception>
    internal CcdcParameters Apply(string name, CcdcParameters parameters, JsonNode? value)
    {
        try
        {
            return apply(parameters, value ?? throw new FormatException("null"));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw new FormatException($"The parameter '{name}' cannot be {value?.ToJsonString() ?? "null"}; it is {needs}.", exception);
        }
    }

    internal static OverrideRule Whole(int least, Func<CcdcParameters, int, CcdcParameters> put) =>
        new($"a whole number from {least}", (parameters, value) => put(parameters, WholeOf(value, least, int.MaxValue)));

    /// <summary>A size of models: they have one, two or three harmonics.</summary>
    internal static OverrideRule Coefficients(Func<CcdcParameters, int, CcdcParameters> put) => new(
        "4, 6 or 8: the intercept, the trend, and one, two or three harmonics",
        (parameters, value) => put(parameters, WholeOf(value, CcdcParameters.OneHarmonic, CcdcParameters.ThreeHarmonics) is var size && size % 2 == 0 ? size : throw new FormatException()));

    internal static OverrideRule Positive(Func<CcdcParameters, double, CcdcParameters> put) => new(
        "a number greater than 0",
        (parameters, value) => put(parameters, NumberOf(value) is > 0 and < double.PositiveInfinity and var number ? number : throw new FormatException()));

    internal static OverrideRule Share(Func<CcdcParameters, double, CcdcParameters> put) =>
        new("a share, from 0 to 1", (parameters, value) => put(parameters, NumberOf(value) is >= 0 and <= 1 and var number ? number : throw new FormatException()));

    internal static OverrideRule Truth(Func<CcdcParameters, bool, CcdcParameters> put) => new("true or false", (parameters, value) => put(parameters, value.GetValue<bool>()));

    /// <summary>The offset of a bit, or the number of a class.</summary>
    internal static OverrideRule Code(Func<QaCoding, int, QaCoding> put) => new(
        $"the offset of a bit from 0 to {MostBit}, or without QA_BITPACKED the number of a class from 0 to {MostCode}",
        (parameters, value) => parameters with { Qa = put(parameters.Qa, WholeOf(value, 0, MostCode)) });

    internal static OverrideRule Bit(Func<QaCoding, int, QaCoding> put) =>
        new($"the offset of a bit, from 0 to {MostBit}", (parameters, value) => parameters with { Qa = put(parameters.Qa, WholeOf(value, 0, MostBit)) });

    internal static OverrideRule Row(Func<CcdcParameters, int, CcdcParameters> put) =>
        new($"a row of the series, from 0 (blue) to 6 (thermal) and {LastRow} (quality)", (parameters, value) => put(parameters, WholeOf(value, 0, LastRow)));

    internal static OverrideRule Rows(Func<CcdcParameters, int[], CcdcParameters> put) => new(
        "a list of bands, each once, from 0 (blue) to 6 (thermal)",
        (parameters, value) =>
        {
            int[] rows = [.. value.AsArray().Select(row => WholeOf(row ?? throw new FormatException(), 0, LastRow))];
            return rows.Length > 0 && rows.Distinct().Count() == rows.Length ? put(parameters, rows) : throw new FormatException();
        });

    /// <summary>The codes of fits that are no segments.</summary>
    internal static OverrideRule Curves() => new(
        $"an object with whole numbers as {string.Join(", ", CurveNames)}",
        (parameters, value) =>
        {
            var codes = parameters.Codes;
            foreach (var (name, number) in value.AsObject())
            {
                var code = WholeOf(number ?? throw new FormatException(), 0, MostCode);
                codes = Array.IndexOf(CurveNames, name) switch
                {
                    0 => codes with { Start = code },
                    1 => codes with { End = code },
                    2 => codes with { FewClear = code },
                    3 => codes with { Snow = code },
                    _ => throw new FormatException(),
                };
            }

            return parameters with { Codes = codes };
        });

    /// <summary>A choice that changes nothing, since there is one.</summary>
    internal static OverrideRule OneOf(IReadOnlyList<string> names) => new(
        string.Join(" or ", names.Select(name => $"\"{name}\"")),
        (parameters, value) => names.Contains(value.GetValue<string>(), StringComparer.Ordinal) ? parameters : throw new FormatException());

    private static int WholeOf(JsonNode value, int least, int most) =>
        NumberOf(value) is var number && number >= least && number <= most && number == Math.Floor(number) ? (int)number : throw new FormatException();

    private static double NumberOf(JsonNode value) => value.GetValueKind() == JsonValueKind.Number ? value.Deserialize<double>() : throw new FormatException();
}
