namespace Graticule.Raster.Catalog;

/// <summary>A page of items.</summary>
/// <param name="Matched">How many items match, on all pages.</param>
/// <param name="Items">Those of the page, earliest first.</param>
public sealed record CollectionItems(int Matched, IReadOnlyList<CollectionItem> Items);

/// <summary>A span of time, its start in it and its end not; null is open.</summary>
public sealed record TimeSpanFilter(DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>Whether the end belongs to it: so in STAC searches, not in openEO.</summary>
    public bool IncludesEnd { get; init; }

    public bool Has(DateTimeOffset time) => (Start is null || time >= Start) && (End is null || time < End || (IncludesEnd && time == End));
}
