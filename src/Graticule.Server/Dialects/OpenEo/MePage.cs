using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Graticule.Server.Access;

namespace Graticule.Server.Dialects.OpenEo;

/// <summary><c>/me</c>: who asks, and how much room there is.</summary>
internal sealed class MePage(UserFiles files, OpenEoOptions options)
{
    public async Task ShowAsync(HttpContext context)
    {
        var caller = context.Caller();
        var used = await files.MeasureAsync(caller, context.RequestAborted);
        await Wire.SendAsync(context, new JsonObject
        {
            ["user_id"] = Id(caller.Subject),
            ["name"] = caller.Names.Count > 0 ? caller.Names[^1] : caller.Subject,
            ["default_plan"] = Words.Plan,
            ["budget"] = null,
            ["storage"] = new JsonObject { ["free"] = Math.Max(0, options.Quota - used), ["quota"] = options.Quota },
            ["links"] = new JsonArray(),
        });
    }

    /// <summary>Ids have letters, digits and <c>-._~</c> only; whatever else a subject has becomes its UTF-8 bytes in hexadecimal, each after a tilde.</summary>
    public static string Id(string subject)
    {
        var id = new StringBuilder(subject.Length);
        foreach (var value in Encoding.UTF8.GetBytes(subject))
        {
            _ = char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_'
                ? id.Append((char)value)
                : id.Append(CultureInfo.InvariantCulture, $"~{value:x2}");
        }

        return id.ToString();
    }
}
