using System.Globalization;
using System.Text.Json;
using Graticule.Jobs;
using Graticule.Raster.Ard;

namespace Graticule.Analysis.Change.Inputs;

/// <summary>One chip of a service.</summary>
/// <param name="Day">Days since 1 January of year 1, which is 1.</param>
/// <param name="Data">20,000 bytes: samples of two, little-endian, row by row.</param>
internal sealed record ServiceChip(int Day, byte[] Data)
{
    internal const int Bytes = ArdGrid.ChipPixels * ArdGrid.ChipPixels * sizeof(ushort);

    internal short[] Numbers()
    {
        var numbers = new short[Bytes / sizeof(short)];
        Buffer.BlockCopy(Data, 0, numbers, 0, Bytes);
        return numbers;
    }

    internal ushort[] Bits()
    {
        var bits = new ushort[Bytes / sizeof(ushort)];
        Buffer.BlockCopy(Data, 0, bits, 0, Bytes);
        return bits;
    }
}

/// <summary>Reads the answers of services: lists of chips as JSON. Nothing in them is believed.</summary>
internal static class ServiceChips
{
    /// <summary>The chips of one layer.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="ubid">The layer that was asked for.</param>
    /// <param name="corner">The chip that was asked for.</param>
    /// <exception cref="ProblemException">InvalidInput: it is no list of chips, or of others.</exception>
    internal static IReadOnlyList<ServiceChip> Read(byte[] text, string ubid, GridPoint corner)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. ListOf(document.RootElement).EnumerateArray().Where(entry => IsOf(entry, ubid)).Select(entry => ReadChip(entry, ubid, corner))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw Fault(ubid, $"the answer is no list of chips ({exception.Message})");
        }
    }

    /// <summary>The list of an answer: it is one, or has one as <c>result</c>.</summary>
    internal static JsonElement ListOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("result", out var result) ? result : answer;

    private static bool IsOf(JsonElement entry, string ubid) =>
        !entry.TryGetProperty("ubid", out var name) || name.ValueKind != JsonValueKind.String || string.Equals(name.GetString(), ubid, StringComparison.OrdinalIgnoreCase);

    private static ServiceChip ReadChip(JsonElement entry, string ubid, GridPoint corner)
    {
        if (!entry.TryGetProperty("acquired", out var acquired) || !entry.TryGetProperty("data", out var data) || !entry.TryGetProperty("x", out var x) || !entry.TryGetProperty("y", out var y))
        {
            throw Fault(ubid, "a chip lacks 'x', 'y', 'acquired' or 'data'");
        }

        var day = DateOf(acquired.GetString());
        if (day is null)
        {
            throw Fault(ubid, "'acquired' of a chip is no time");
        }

        if ((long)x.GetDouble() != corner.X || (long)y.GetDouble() != corner.Y)
        {
            throw Fault(ubid, string.Create(CultureInfo.InvariantCulture, $"the service gives the chip at {x.GetDouble()}, {y.GetDouble()} for {corner.X}, {corner.Y}: its grid is another one"));
        }

        return data.TryGetBytesFromBase64(out var bytes) && bytes.Length == ServiceChip.Bytes
            ? new(day.Value.DayNumber + 1, bytes)
            : throw Fault(ubid, $"the chip of {day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} does not hold {ServiceChip.Bytes} bytes as base64");
    }

    private static DateOnly? DateOf(string? text) =>
        text is { Length: >= 10 } && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static ProblemException Fault(string ubid, string what) => new(ProblemKind.InvalidInput, $"Chips of '{ubid}' cannot be used: {what}.", "source");
}
