using System.Globalization;
using System.Text.Json.Nodes;
using Graticule.Jobs.Files.Library;

namespace Graticule.Server.Dialects.Hpc.Files;

/// <summary>Lists of files: of a caller, and of what a job has left.</summary>
internal static class FileList
{
    private static readonly Dictionary<string, UserFileOrder> Orders = new(StringComparer.Ordinal)
    {
        ["dateUploaded"] = UserFileOrder.Uploaded,
        ["name"] = UserFileOrder.Name,
        ["decryptedSize"] = UserFileOrder.Length,
        ["relativePath"] = UserFileOrder.Path,
    };

    /// <summary>All files of the caller, and those that are shared with it.</summary>
    public static Task SendAsync(HpcRequest request) => SendAsync(request, new UserFileFilter { Subject = request.Owner, IsOwn = request.IsAsked("owner") });

    /// <summary>A page of what the filter and the caller's query ask for; the newest first, where they say nothing.</summary>
    public static Task SendAsync(HpcRequest request, UserFileFilter filter)
    {
        var page = Page.Of(request);
        if (request.Query("page_size") is null && request.Query("limit") is { } limit && int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0)
        {
            page = page with { Size = Math.Min(most, 1000) };
        }

        var faults = new FieldErrors();
        var order = Order(request, filter, faults);
        var asked = order with
        {
            Search = request.Query("search"),
            Type = Type(request, faults),
            UploadedFrom = Date(request, "dateUploaded__gte", faults),
            UploadedTo = Date(request, "dateUploaded__lte", faults),
            Offset = page.Offset,
            Limit = page.Size,
        };
        faults.ThrowIfAny();
        var found = request.Parts.Library.List(asked);
        return request.SendPageAsync(page, found.Count, found.Files.Select(file => (JsonNode)FileJson.Write(request, file)));
    }

    private static UserFileFilter Order(HpcRequest request, UserFileFilter filter, FieldErrors faults)
    {
        if (request.Query("ordering") is not { } word)
        {
            return filter;
        }

        if (!Orders.TryGetValue(word.TrimStart('-'), out var order))
        {
            faults.Add("/ordering", $"Files are ordered by: {string.Join(", ", Orders.Keys)}; with a '-' before it, the other way round.");
            return filter;
        }

        return filter with { Order = order, IsDescending = word.StartsWith('-') };
    }

    private static int? Type(HpcRequest request, FieldErrors faults)
    {
        if ((request.Query("typeId") ?? request.Query("type_id")) is not { } text)
        {
            return null;
        }

        if (FileTypes.Read(text) is { } type)
        {
            return type;
        }

        faults.Add("/typeId", FileTypes.Fault);
        return null;
    }

    private static DateTimeOffset? Date(HpcRequest request, string name, FieldErrors faults)
    {
        if (request.Query(name) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date;
        }

        faults.Add($"/{name}", "Enter a date such as 2024-05-01T12:00:00Z.");
        return null;
    }
}
