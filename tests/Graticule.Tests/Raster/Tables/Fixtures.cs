using System.Runtime.CompilerServices;

namespace Graticule.Tests.Raster.Tables;

/// <summary>Parquet files that other programs wrote; <c>fixtures/make.mjs</c> says how.</summary>
internal static class Fixtures
{
    internal const int Rows = 200;

    internal const long Epoch = 1522540800;

    internal static string Folder => Path.Combine(Path.GetDirectoryName(ThisFile())!, "fixtures");

    internal static string PathOf(string name) => Path.Combine(Folder, name);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
