namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>What goes with a statement; CQL binary protocol v4, section 4.1.4.</summary>
internal sealed record QueryParameters
{
    private const int Values = 0x01;
    private const int SkipMetadata = 0x02;
    private const int PageSize = 0x04;
    private const int PagingState = 0x08;
    private const int SerialConsistency = 0x10;
    private const int Timestamp = 0x20;
    private const int Names = 0x40;
    private const int LastConsistency = 0x0A;

    public IReadOnlyList<BoundValue> Bound { get; private init; } = [];

    /// <summary>One a value, or none.</summary>
    public IReadOnlyList<string> BoundNames { get; private init; } = [];

    public bool WantsNoMetadata { get; private init; }

    /// <summary>Rows of a page at most; null: as many as there are. Pages may be shorter.</summary>
    public int? Rows { get; private init; }

    /// <summary>Where the page begins: what was given with the one before.</summary>
    public byte[]? State { get; private init; }

    /// <exception cref="CqlException">Protocol.</exception>
    public static QueryParameters Read(ref BodyReader body)
    {
        // One copy answers every consistency.
        RequireConsistency(body.Short());
        var flags = body.Byte();
        List<BoundValue> bound = [];
        List<string> names = [];
        if ((flags & Values) != 0)
        {
            for (var left = body.Short(); left > 0; left--)
            {
                if ((flags & Names) != 0)
                {
                    names.Add(body.String());
                }

                bound.Add(body.Value());
            }
        }

        int? rows = (flags & PageSize) != 0 ? body.Int() : null;
        var state = (flags & PagingState) != 0 ? body.Bytes() : null;
        if ((flags & SerialConsistency) != 0)
        {
            RequireConsistency(body.Short());
        }

        if ((flags & Timestamp) != 0)
        {
            body.Long();
        }

        return new()
        {
            Bound = bound,
            BoundNames = names,
            WantsNoMetadata = (flags & SkipMetadata) != 0,
            Rows = rows > 0 ? rows : null,
            State = state,
        };
    }

    private static void RequireConsistency(int consistency)
    {
        if (consistency > LastConsistency)
        {
            throw CqlException.Protocol($"There is no consistency level {consistency}; the last is {LastConsistency} (LOCAL_ONE).");
        }
    }
}
