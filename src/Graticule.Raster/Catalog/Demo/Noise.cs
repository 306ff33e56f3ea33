namespace Graticule.Raster.Catalog.Demo;

/// <summary>Random numbers that are functions of a place: equal everywhere and always.</summary>
internal static class Noise
{
    /// <summary>32 bits for two whole numbers, by the finalizer of MurmurHash3.</summary>
    internal static uint Hash(long x, long y, uint seed)
    {
        var bits = (ulong)x * 0x9E3779B97F4A7C15 ^ (ulong)y * 0xC2B2AE3D27D4EB4F ^ (seed * 0x165667B19E3779F9UL);
        bits = (bits ^ (bits >> 33)) * 0xFF51AFD7ED558CCD;
        bits = (bits ^ (bits >> 33)) * 0xC4CEB9FE1A85EC53;
        return (uint)(bits ^ (bits >> 33));
    }

    /// <summary>From 0 to 1.</summary>
    internal static double At(long x, long y, uint seed) => Hash(x, y, seed) / (double)uint.MaxValue;

    /// <summary>From 0 to 1, without steps: hills of a width.</summary>
    internal static double Smooth(double x, double y, double width, uint seed)
    {
        var (u, v) = (x / width, y / width);
        var (column, row) = ((long)Math.Floor(u), (long)Math.Floor(v));
        var (s, t) = (Ease(u - column), Ease(v - row));
        return Mix(
            Mix(At(column, row, seed), At(column + 1, row, seed), s),
            Mix(At(column, row + 1, seed), At(column + 1, row + 1, seed), s), t);
    }

    private static double Mix(double a, double b, double share) => a + ((b - a) * share);

    private static double Ease(double share) => share * share * (3 - (2 * share));
}
