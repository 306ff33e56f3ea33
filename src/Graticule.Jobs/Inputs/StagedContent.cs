using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Jobs.Inputs;

/// <summary>Content that a process takes as a value rather than as a file.</summary>
internal static class StagedContent
{
    /// <summary>Largest content that becomes a value, in bytes.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxDepth = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>JSON where it is JSON and the parameter does not want a string; text otherwise. The file is used up.</summary>
    public static async Task<JsonNode?> ReadAsync(string path, InputPlace place, string? mediaType, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MaxLength)
        {
            throw new ProblemException(ProblemKind.TooLarge, $"The content is larger than {MaxLength / 1024} KiB, the most that a value may have.");
        }

        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        File.Delete(path);
        var isText = place.Parameter.Schema["type"] is JsonValue type && type.TryGetValue<string>(out var name) && name == "string";
        return isText || mediaType == "text/plain" ? Text(bytes) : JsonOrText(bytes);
    }

    /// <exception cref="ProblemException">InvalidInput with every fault, when the contents do not fit the process.</exception>
    public static void Check(ProcessDescription process, JobSpec spec)
    {
        var faults = InputCheck.Check(process, spec);
        if (faults.Count > 0)
        {
            throw new ProblemException(new(
                ProblemKind.InvalidInput, $"What the inputs refer to does not fit: {faults[0].Pointer}: {faults[0].Message}", faults[0].Pointer, faults));
        }
    }

    public static async Task<byte[]> HeadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var head = new byte[ContentKind.HeadLength];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return head[..read];
    }

    private static JsonNode? JsonOrText(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: new() { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            return Text(bytes);
        }
    }

    private static JsonValue Text(byte[] bytes)
    {
        try
        {
            return JsonValue.Create(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException exception)
        {
            throw new ProblemException(new(ProblemKind.InvalidInput, "The content is neither JSON nor text in UTF-8."), exception);
        }
    }
}
