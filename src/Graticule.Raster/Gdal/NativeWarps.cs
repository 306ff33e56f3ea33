using System.Runtime.InteropServices;

namespace Graticule.Raster.Gdal;

/// <summary>What the warper knows of grids.</summary>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    internal static partial nint GDALCreateGenImgProjTransformer2(DatasetHandle source, nint target, StringListHandle options);

    [LibraryImport(Library)]
    internal static partial void GDALDestroyGenImgProjTransformer(nint transformer);

    [LibraryImport(Library)]
    internal static partial int GDALSuggestedWarpOutput(
        DatasetHandle source, nint apply, nint transformer, double* coefficients, out int columns, out int rows);
}
