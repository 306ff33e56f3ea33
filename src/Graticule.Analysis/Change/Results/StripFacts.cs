using System.Runtime.InteropServices;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Results;

/// <summary>Which pixels a strip has, what became of them, the shares, and the whole numbers of their models.</summary>
internal static class StripFacts
{
    /// <summary>Most dates of a pixel, and most models.</summary>
    private const int Most = 1 << 20;

    private const int Failed = 3;

    internal static void Write(StripBuffer output, List<PixelOutcome> pixels)
    {
        List<string> faults = [.. pixels.Where(pixel => pixel.Result is null).Select(pixel => pixel.Fault ?? "").Distinct(StringComparer.Ordinal)];
        output.Whole(faults.Count);
        faults.ForEach(output.Text);
        output.Whole(pixels[0].Pixel % ChipShape.Side);
        output.Whole(pixels.Count);
        foreach (var pixel in pixels)
        {
            output.Whole(pixel.Pixel / ChipShape.Side);
            if (pixel.Result is not { } result)
            {
                output.Byte(Failed);
                output.Whole(faults.IndexOf(pixel.Fault ?? ""));
                continue;
            }

            output.Byte((byte)result.Procedure);
            output.Whole(result.ProcessingMask.Count);
            output.Bytes(BitConverter.GetBytes(result.CloudProbability));
            output.Bytes(BitConverter.GetBytes(result.SnowProbability));
            output.Bytes(BitConverter.GetBytes(result.WaterProbability));
            output.Whole(result.Models.Count);
            foreach (var model in result.Models)
            {
                Write(output, model);
            }
        }
    }

    internal static List<StripPixel> Read(ref StripReader input)
    {
        List<string> faults = [];
        for (var left = input.Whole(ChipShape.Side); left > 0; left--)
        {
            faults.Add(input.Text());
        }

        var column = input.Whole(ChipShape.Side - 1);
        List<StripPixel> pixels = [];
        for (var left = input.Whole(ChipShape.Side); left > 0; left--)
        {
            var pixel = ChipShape.Pixel(column, input.Whole(ChipShape.Side - 1));
            var kind = input.Byte();
            pixels.Add(kind switch
            {
                Failed when faults.Count > 0 => new(pixel, faults[input.Whole(faults.Count - 1)], 0, CcdcProcedure.Standard, 0, 0, 0, []),
                < Failed => new(pixel, Fault: null, input.Whole(Most), (CcdcProcedure)kind, Share(ref input), Share(ref input), Share(ref input), Models(ref input)),
                _ => throw StripReader.Damaged(),
            });
        }

        return pixels;
    }

    private static void Write(StripBuffer output, ChangeModel model)
    {
        output.Folded(model.StartDay);
        output.Folded((long)model.EndDay - model.StartDay);
        output.Folded((long)model.BreakDay - model.EndDay);
        output.Whole(model.ObservationCount);
        output.Folded(model.CurveQa);
        var isPlain = model.ChangeProbability is 0 or 1 && !double.IsNegative(model.ChangeProbability);
        output.Byte(isPlain ? (byte)model.ChangeProbability : (byte)2);
        if (!isPlain)
        {
            output.Bytes(BitConverter.GetBytes(model.ChangeProbability));
        }
    }

    private static List<ChangeModel> Models(ref StripReader input)
    {
        List<ChangeModel> models = [];
        for (var left = input.Whole(Most); left > 0; left--)
        {
            var start = (int)input.Folded();
            var end = start + (int)input.Folded();
            var breaks = end + (int)input.Folded();
            var (count, curve, change) = (input.Whole(Most), (int)input.Folded(), input.Byte());
            models.Add(new(start, end, breaks, count, change > 1 ? Share(ref input) : change, curve, []));
        }

        return models;
    }

    private static double Share(ref StripReader input) => MemoryMarshal.Read<double>(input.Bytes(sizeof(double)));
}
