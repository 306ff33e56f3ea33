using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>
/// What GDAL complained about on this thread. GDAL calls its error handler on the thread that made the failing call, so a
/// caller reads the messages right after the call, on the same thread.
/// </summary>
internal static unsafe class GdalErrors
{
    private const int MostKept = 8;

    [ThreadStatic]
    private static List<string>? _messages;

    internal static void Install() => Native.CPLSetErrorHandlerEx(&Record, 0);

    internal static void Clear() => _messages?.Clear();

    /// <summary>True if GDAL reported a failure on this thread since <see cref="Clear"/>; warnings do not count.</summary>
    internal static bool Any => _messages is { Count: > 0 };

    /// <summary>The failures since <see cref="Clear"/> as one text, forgotten by reading; a file's folder is cut off.</summary>
    internal static string Take(string? path = null)
    {
        if (_messages is not { Count: > 0 } messages)
        {
            return "GDAL gave no reason";
        }

        var text = string.Join("; ", messages.Distinct(StringComparer.Ordinal));
        messages.Clear();
        var folder = Path.GetDirectoryName(path);
        return string.IsNullOrEmpty(folder) ? text : text.Replace(folder + "/", "", StringComparison.Ordinal);
    }

    [UnmanagedCallersOnly]
    private static void Record(int severity, int number, byte* message)
    {
        if (severity >= Native.ErrorFailure && (_messages ??= []).Count < MostKept)
        {
            _messages.Add(Marshal.PtrToStringUTF8((nint)message)?.Trim() ?? "");
        }

        _ = number;
    }
}
