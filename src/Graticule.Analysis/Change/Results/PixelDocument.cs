using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Graticule.Analysis.Change.Ccdc;
using Graticule.Jobs.Text;

namespace Graticule.Analysis.Change.Results;

/// <summary>
/// A pixel's result as LCMAP stores it: pyccd's document as JSON without spaces, members in pyccd's order, numbers as Python writes them. What is no
/// number is <c>NaN</c>, as Python's <c>json</c> has it, which strict readers of JSON refuse.
/// </summary>
public static class PixelDocument
{
    private static readonly byte[][] Bands =
    [
        "\"blue\""u8.ToArray(), "\"green\""u8.ToArray(), "\"red\""u8.ToArray(), "\"nir\""u8.ToArray(), "\"swir1\""u8.ToArray(), "\"swir2\""u8.ToArray(), "\"thermal\""u8.ToArray(),
    ];

    /// <summary>The stored text of an outcome: the document, or why there is none.</summary>
    /// <param name="output">Gets UTF-8.</param>
    /// <param name="algorithm">Name of the algorithm.</param>
    /// <param name="tellsShares">Whether the version tells the shares of cloud, snow and water, and not the procedure.</param>
    /// <param name="outcome">What became of the pixel.</param>
    public static void Write(IBufferWriter<byte> output, string algorithm, bool tellsShares, PixelOutcome outcome)
    {
        if (outcome.Result is { } result)
        {
            Write(output, algorithm, tellsShares, result);
        }
        else
        {
            output.Write(Encoding.UTF8.GetBytes(outcome.Fault ?? ""));
        }
    }

    /// <inheritdoc cref="Write(IBufferWriter{byte}, string, bool, PixelOutcome)"/>
    public static void Write(IBufferWriter<byte> output, string algorithm, bool tellsShares, CcdcResult result)
    {
        output.Write("{\"algorithm\":"u8);
        PythonText(output, algorithm);
        WriteMask(output, result.ProcessingMask);
        if (!tellsShares)
        {
            output.Write(result.Procedure switch
            {
                CcdcProcedure.Standard => ",\"procedure\":\"standard_procedure\""u8,
                CcdcProcedure.PermanentSnow => ",\"procedure\":\"permanent_snow_procedure\""u8,
                _ => ",\"procedure\":\"insufficient_clear_procedure\""u8,
            });
        }

        output.Write(",\"change_models\":["u8);
        for (var i = 0; i < result.Models.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            Write(output, result.Models[i]);
        }

        output.Write("]"u8);
        if (tellsShares)
        {
            Number(output, ",\"cloud_prob\":"u8, result.CloudProbability);
            Number(output, ",\"snow_prob\":"u8, result.SnowProbability);
            Number(output, ",\"water_prob\":"u8, result.WaterProbability);
        }

        output.Write("}"u8);
    }

    /// <summary>The stored text of an outcome.</summary>
    public static string Text(string algorithm, bool tellsShares, PixelOutcome outcome)
    {
        if (outcome.Result is null)
        {
            return outcome.Fault ?? "";
        }

        ArrayBufferWriter<byte> output = new(8 << 10);
        Write(output, algorithm, tellsShares, outcome);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The digest that is stored beside a text: MD5 of its UTF-8, in small hexadecimal letters.</summary>
#pragma warning disable CA5351, S4790 // The protocol asks for this digest; nothing is secured by it.
    public static string Md5(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(MD5.HashData(text));
#pragma warning restore CA5351, S4790

    private static void WriteMask(IBufferWriter<byte> output, IReadOnlyList<bool> mask)
    {
        output.Write(",\"processing_mask\":["u8);
        var text = output.GetSpan(Math.Max(1, 2 * mask.Count));
        for (var i = 0; i < mask.Count; i++)
        {
            (text[2 * i], text[(2 * i) + 1]) = (mask[i] ? (byte)'1' : (byte)'0', (byte)',');
        }

        output.Advance(Math.Max(0, (2 * mask.Count) - 1));
        output.Write("]"u8);
    }

    private static void Write(IBufferWriter<byte> output, ChangeModel model)
    {
        Whole(output, "{\"start_day\":"u8, model.StartDay);
        Whole(output, ",\"end_day\":"u8, model.EndDay);
        Whole(output, ",\"break_day\":"u8, model.BreakDay);
        Whole(output, ",\"observation_count\":"u8, model.ObservationCount);
        Number(output, ",\"change_probability\":"u8, model.ChangeProbability);
        Whole(output, ",\"curve_qa\":"u8, model.CurveQa);
        for (var i = 0; i < Bands.Length; i++)
        {
            output.Write(","u8);
            output.Write(Bands[i]);
            Write(output, model.Bands[i]);
        }

        output.Write("}"u8);
    }

    private static void Write(IBufferWriter<byte> output, BandModel band)
    {
        Number(output, ":{\"rmse\":"u8, band.Rmse);
        output.Write(",\"coefficients\":["u8);
        for (var i = 0; i < band.Coefficients.Count; i++)
        {
            Number(output, i == 0 ? ""u8 : ","u8, band.Coefficients[i]);
        }

        Number(output, "],\"intercept\":"u8, band.Intercept);
        Number(output, ",\"magnitude\":"u8, band.Magnitude);
        output.Write("}"u8);
    }

    private static void Number(IBufferWriter<byte> output, ReadOnlySpan<byte> name, double value)
    {
        output.Write(name);
        PythonNumbers.WriteJson(output, value);
    }

    private static void Whole(IBufferWriter<byte> output, ReadOnlySpan<byte> name, int value)
    {
        output.Write(name);
        _ = value.TryFormat(output.GetSpan(16), out var count, default, CultureInfo.InvariantCulture);
        output.Advance(count);
    }

    private static void PythonText(IBufferWriter<byte> output, string text) =>
        output.Write(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text).Value}\""));
}
