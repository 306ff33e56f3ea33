using System.Text.Json.Nodes;

namespace Graticule.Jobs.Inputs;

/// <summary>A policy as a worker is told it, which fetches for its job by itself: the same hosts, mirrors and limits as its server's.</summary>
public static class FetchPolicyText
{
    public static JsonObject Write(FetchPolicy policy) => new()
    {
        ["schemes"] = Texts(policy.Schemes),
        ["hosts"] = Texts(policy.Hosts),
        ["privateHosts"] = Texts(policy.PrivateHosts),
        ["mirrors"] = Texts(policy.Mirrors.Select(mirror => $"{mirror.From}={mirror.To}")),
        ["maxBytes"] = policy.MaxBytes,
        ["maxRedirects"] = policy.MaxRedirects,
        ["connectSeconds"] = policy.ConnectTime.TotalSeconds,
        ["idleSeconds"] = policy.IdleTime.TotalSeconds,
        ["totalSeconds"] = policy.TotalTime.TotalSeconds,
        ["cacheBytes"] = policy.CacheBytes,
    };

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static FetchPolicy Read(JsonObject text) => new()
    {
        Schemes = Texts(text["schemes"]),
        Hosts = [.. Texts(text["hosts"]).Select(HostRule.Parse)],
        PrivateHosts = [.. Texts(text["privateHosts"]).Select(HostRule.Parse)],
        Mirrors = [.. Texts(text["mirrors"]).Select(Mirror.Parse)],
        MaxBytes = text["maxBytes"]!.GetValue<long>(),
        MaxRedirects = text["maxRedirects"]!.GetValue<int>(),
        ConnectTime = TimeSpan.FromSeconds(text["connectSeconds"]!.GetValue<double>()),
        IdleTime = TimeSpan.FromSeconds(text["idleSeconds"]!.GetValue<double>()),
        TotalTime = TimeSpan.FromSeconds(text["totalSeconds"]!.GetValue<double>()),
        CacheBytes = text["cacheBytes"]!.GetValue<long>(),
    };

    private static JsonArray Texts<T>(IEnumerable<T> values) => [.. values.Select(value => (JsonNode)value!.ToString()!)];

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(text => text!.GetValue<string>())];
}
