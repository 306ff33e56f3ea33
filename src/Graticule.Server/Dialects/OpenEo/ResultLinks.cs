namespace Graticule.Server.Dialects.OpenEo;

/// <summary>Makes the signed links to the results of one run, all of which expire together.</summary>
/// <param name="key">Signs.</param>
/// <param name="root">Address of the API.</param>
/// <param name="results">Of which run.</param>
/// <param name="expiresAt">To the day, so that a link that is made twice is the same one, and what clients keep of it stays useful.</param>
internal sealed class ResultLinks(LinkKey key, Root root, ResultSet results, DateTimeOffset expiresAt)
{
    public DateTimeOffset ExpiresAt => expiresAt;

    /// <summary>When links that are made now expire.</summary>
    public static DateTimeOffset ExpiryOf(TimeProvider clock, OpenEoOptions options) =>
        new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero) + options.LinkLifetime;

    public string Canonical => Sign(LinkTarget.Results, "", Words.Json, "results.json");

    public string Item(ResultFile file) => Sign(LinkTarget.Item, file.File.Name, Words.GeoJson, file.File.Name + ".item.json");

    public string Asset(ResultFile file) => Sign(LinkTarget.Asset, file.File.Name, file.File.MediaType, file.File.Name);

    private string Sign(LinkTarget target, string path, string mediaType, string name) =>
        root.Signed(key.Sign(new(target, results.Run.Id, path, mediaType, expiresAt)), name);
}
