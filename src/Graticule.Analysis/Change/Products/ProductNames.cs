namespace Graticule.Analysis.Change.Products;

/// <summary>Names of the inputs and outputs of the process <c>ccdc-products</c>.</summary>
public static class ProductNames
{
    public const string Process = "ccdc-products";

    /// <summary>Files of results, outputs of the process <c>ccdc-chip</c>; without them, the results in the store are used.</summary>
    public const string Chips = "chips";

    /// <summary>Whose results in the store.</summary>
    public const string Algorithm = "algorithm";

    /// <summary>A point in the chip or tile, in metres of the grid.</summary>
    public const string X = "x";

    public const string Y = "y";

    /// <summary>In whose grid the point lies: CU, AK or HI.</summary>
    public const string Region = "region";

    /// <summary><see cref="ExtentChips"/> or <see cref="ExtentTile"/>.</summary>
    public const string Extent = "extent";

    public const string ExtentChips = "chips";

    public const string ExtentTile = "tile";

    /// <summary>Dates or years, at most one of a year.</summary>
    public const string Dates = "dates";

    public const string Products = "products";

    /// <summary>Two digits and more with a V before them, in names of files.</summary>
    public const string Version = "version";

    /// <summary>The output: a folder of Cloud Optimized GeoTIFF, and a list of them.</summary>
    public const string Maps = "maps";

    /// <summary>The list, in that folder.</summary>
    public const string List = "products.json";
}
