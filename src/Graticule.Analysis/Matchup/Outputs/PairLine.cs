using System.Buffers.Binary;
using Graticule.Analysis.Matchup.Results;

namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>What a pair is on a map: the line from the primary to the secondary, cut at the antimeridian; a point where both are at one place.</summary>
/// <param name="Parts">Of the line, each two places; one part of one place: a point.</param>
internal sealed record PairLine((double X, double Y)[][] Parts)
{
    /// <summary>Name of the kind of geometry, as GeoJSON and OGC simple features have it.</summary>
    internal string Kind => Parts.Length == 2 ? "MultiLineString" : Parts[0].Length == 1 ? "Point" : "LineString";

    internal static PairLine Of(MatchedPoint primary, MatchedPoint secondary)
    {
        var (x1, y1, x2, y2) = (primary.Longitude, primary.Latitude, secondary.Longitude, secondary.Latitude);

        // Both 180 and -180 are the antimeridian; the one that is on the other's side is meant.
        x1 = Math.Abs(x1) == 180 && x2 != 0 ? Math.CopySign(180, x2) : x1;
        x2 = Math.Abs(x2) == 180 && x1 != 0 ? Math.CopySign(180, x1) : x2;
        if (x1 == x2 && y1 == y2)
        {
            return new([[(x1, y1)]]);
        }

        if (Math.Abs(x2 - x1) <= 180)
        {
            return new([[(x1, y1), (x2, y2)]]);
        }

        var edge = Math.CopySign(180, x1);
        var turned = x2 + (2 * edge);
        var y = y1 + ((y2 - y1) * (edge - x1) / (turned - x1));
        return new([[(x1, y1), (edge, y)], [(-edge, y), (x2, y2)]]);
    }

    /// <summary>As well-known binary, little-endian.</summary>
    internal byte[] ToBinary()
    {
        const int Head = 5;
        var isMany = Parts.Length > 1;
        var isPoint = Parts[0].Length == 1;
        var bytes = new byte[isPoint ? Head + 16 : (isMany ? Head + 4 : 0) + (Parts.Length * (Head + 4 + 32))];
        var at = 0;
        if (isMany)
        {
            at = PutHead(bytes, at, 5, Parts.Length);
        }

        foreach (var part in Parts)
        {
            at = isPoint ? PutHead(bytes, at, 1, null) : PutHead(bytes, at, 2, part.Length);
            foreach (var (x, y) in part)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at), x);
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at + 8), y);
                at += 16;
            }
        }

        return bytes;
    }

    private static int PutHead(byte[] bytes, int at, int kind, int? count)
    {
        bytes[at] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 1), kind);
        if (count is not { } number)
        {
            return at + 5;
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at + 5), number);
        return at + 9;
    }
}
