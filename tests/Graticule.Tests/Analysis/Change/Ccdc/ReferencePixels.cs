using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Tests.Analysis.Change.Ccdc;

/// <summary>Pixels with what pyccd itself found in them.</summary>
internal static class ReferencePixels
{
    internal static JsonObject Read(string path)
    {
        using var zipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        return JsonNode.Parse(zipped)!.AsObject();
    }

    /// <summary>One pixel's dates and series in rising order, as it is given to a detector.</summary>
    /// <param name="Days">In rising order.</param>
    /// <param name="Values">As <see cref="PixelSeries"/> has them.</param>
    /// <param name="Qa">A number for each day.</param>
    /// <param name="Wraps">Whether the numbers are of 16 bits.</param>
    /// <param name="Overrides">Parameters that pyccd was given.</param>
    internal sealed record Pixel(int[] Days, int[] Values, int[] Qa, bool Wraps, JsonObject? Overrides)
    {
        internal CcdcResult Detect(CcdcParameters parameters)
        {
            return new CcdcDetector(new(Days, CcdcOverrides.Apply(parameters, Overrides ?? []))).Detect(new(Values, Qa), Wraps);
        }
    }

    internal static Pixel Of(int[] dates, int[][] bands, int[] qa, bool wraps, JsonObject? overrides = null)
    {
        int[] order = [.. Enumerable.Range(0, dates.Length).OrderBy(i => dates[i])];
        return new([.. order.Select(i => dates[i])], [.. order.SelectMany(i => bands.Select(band => band[i]))], [.. order.Select(i => qa[i])], wraps, overrides);
    }

    /// <summary>What is different; empty: nothing. Numbers of models within 1e-6 of each other, relative.</summary>
    internal static string Compare(JsonObject expected, CcdcResult found)
    {
        if (expected["processing_mask"] is JsonArray mask && !mask.Select(one => (int)one! == 1).SequenceEqual(found.ProcessingMask))
        {
            return $"mask: {mask.Count(one => (int)one! == 1)} used, {found.ProcessingMask.Count(used => used)} found";
        }

        var models = expected["change_models"]!.AsArray();
        if (models.Count != found.Models.Count)
        {
            return $"{models.Count} models, {found.Models.Count} found";
        }

        for (var i = 0; i < models.Count; i++)
        {
            if (Compare(models[i]!.AsObject(), found.Models[i]) is { Length: > 0 } difference)
            {
                return $"model {i}: {difference}";
            }
        }

        (string Name, double Found)[] shares = [("cloud_prob", found.CloudProbability), ("snow_prob", found.SnowProbability), ("water_prob", found.WaterProbability)];
        return string.Join(", ", shares.Where(share => expected.ContainsKey(share.Name) && !IsNear(Number(expected[share.Name]), share.Found)).Select(share => share.Name));
    }

    private static string Compare(JsonObject expected, ChangeModel found)
    {
        (string Name, double Found)[] facts =
        [
            ("start_day", found.StartDay), ("end_day", found.EndDay), ("break_day", found.BreakDay), ("observation_count", found.ObservationCount),
            ("change_probability", found.ChangeProbability), ("curve_qa", found.CurveQa),
        ];
        if (facts.FirstOrDefault(fact => Number(expected[fact.Name]) != fact.Found) is { Name: not null } wrong)
        {
            return $"{wrong.Name} {expected[wrong.Name]}, found {wrong.Found}";
        }

        string[] names = ["blue", "green", "red", "nir", "swir1", "swir2", "thermal"];
        for (var band = 0; band < names.Length; band++)
        {
            var (one, other) = (expected[names[band]]!.AsObject(), found.Bands[band]);
            var pairs = one["coefficients"]!.AsArray().Select(Number).Zip(other.Coefficients)
                .Append((Number(one["rmse"]), other.Rmse)).Append((Number(one["intercept"]), other.Intercept)).Append((Number(one["magnitude"]), other.Magnitude));
            foreach (var (a, b) in pairs)
            {
                if (!IsNear(a, b))
                {
                    return $"{names[band]}: {a:R}, found {b:R}";
                }
            }
        }

        return "";
    }

    private static double Number(JsonNode? node) => node is null ? double.NaN : node.GetValueKind() == JsonValueKind.String ? double.NaN : node.GetValue<double>();

    /// <summary>The tolerance is LCMAP's need: sums in another order differ in the last digits, and the early stop of the lasso carries that on.</summary>
    private static bool IsNear(double one, double other) => one.Equals(other) || Math.Abs(one - other) <= 1e-6 * Math.Max(Math.Abs(one), Math.Abs(other));
}
