namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>A point as one number that rises with x, and with y where x is the same.</summary>
internal static class RowPosition
{
    public static long Of(int x, int y) => ((long)x << 32) | ((uint)y ^ 0x8000_0000);

    public static int XOf(long position) => (int)(position >> 32);
}
