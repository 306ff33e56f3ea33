using System.Runtime.CompilerServices;
using Graticule.Jobs;

namespace Graticule.Analysis.Graphs.Processes;

internal static class Development
{
    /// <summary>Entries that one message of an evaluation may make: callbacks run for each strip, or each pixel.</summary>
    private const int MostEntries = 100;

    /// <summary>How often a message was written.</summary>
    private static readonly ConditionalWeakTable<GraphServices, Dictionary<string, int>> Said = [];

    internal static IEnumerable<GraphProcess> All => [new("inspect", Inspect) { TakesLanes = true }];

    private static object? Inspect(Arguments args)
    {
        var (data, services) = (args["data"], args.Run.Services);
        var level = args.Get("level", "info") switch
        {
            "error" => LogLevel.Error,
            "warning" => LogLevel.Warning,
            "info" => LogLevel.Info,
            "debug" => LogLevel.Debug,
            _ => throw args.Wrong("level", "one of: error, warning, info, debug"),
        };
        var (code, message, noun) = (args.Get("code", "User"), args.Get("message", ""), Describe(data));
        if (IsFew(services, $"{code}\n{message}"))
        {
            services.Log(level, code, message.Length == 0 ? noun : $"{message}: {noun}");
        }

        return data;
    }

    private static bool IsFew(GraphServices services, string text)
    {
        var said = Said.GetOrCreateValue(services);
        lock (said)
        {
            said[text] = said.GetValueOrDefault(text) + 1;
            return said[text] <= MostEntries;
        }
    }

    private static string Describe(object? data) => data switch
    {
        ArrayValue array => $"an array of {array.Count}: {string.Join(", ", array.Items.Take(20).Select(Nouns.Of))}{(array.Count > 20 ? ", …" : "")}",
        _ => Nouns.Of(data),
    };
}
