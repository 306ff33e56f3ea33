using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>A page of a list, as the caller asks for it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Most rows, 1 to 1000.</param>
internal sealed record Page(int Number, int Size)
{
    private const int SizeOfV2 = 10;
    private const int SizeOfV3 = 25;
    private const int LargestSize = 1000;

    /// <summary>Rows before the page.</summary>
    public int Offset => (int)Math.Min((long)(Number - 1) * Size, int.MaxValue);

    /// <summary>By <c>page</c> and <c>page_size</c>; a size that is too large, or no number, is brought into the bounds.</summary>
    /// <exception cref="HpcException">404: there is no page of that number.</exception>
    public static Page Of(HpcRequest request)
    {
        var usual = request.IsV3 ? SizeOfV3 : SizeOfV2;
        var size = request.Query("page_size") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
            ? (int)Math.Min(asked, LargestSize)
            : usual;
        return request.Query("page") switch
        {
            null => new(1, size),
            { } number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found > 0 => new(found, size),
            _ => throw HpcErrors.InvalidPage,
        };
    }

    /// <exception cref="HpcException">404: the page is behind the last one.</exception>
    public JsonObject Write(HpcRequest request, long count, IEnumerable<JsonNode> rows)
    {
        if (Number > 1 && Offset >= count)
        {
            throw HpcErrors.InvalidPage;
        }

        return new()
        {
            ["count"] = count,
            ["next"] = (long)Number * Size < count ? Link(request, Number + 1) : null,
            ["previous"] = Number > 1 ? Link(request, Number - 1) : null,
            ["results"] = new JsonArray([.. rows]),
        };
    }

    /// <summary>The same list with all its filters, at another page; clients follow it as it is.</summary>
    private static string Link(HpcRequest request, int number)
    {
        var asked = request.Context.Request;
        var link = new StringBuilder(PublicAddress.Of(asked, request.Parts.FollowsProxies)).Append(asked.Path.ToUriComponent()).Append('/');
        var first = true;
        foreach (var (name, values) in asked.Query.Where(pair => pair.Key != "page"))
        {
            foreach (var value in values)
            {
                Add(name, value ?? "");
            }
        }

        if (number > 1)
        {
            Add("page", Digits.Of(number));
        }

        return link.ToString();

        void Add(string name, string value)
        {
            link.Append(first ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            first = false;
        }
    }
}
