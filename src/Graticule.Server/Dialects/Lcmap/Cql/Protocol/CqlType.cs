namespace Graticule.Server.Dialects.Lcmap.Cql.Protocol;

/// <summary>A type of values, and what it is called in CQL.</summary>
/// <param name="Code">Option of the protocol's section 4.2.5.2.</param>
/// <param name="Name">As in <c>system_schema.columns</c>.</param>
/// <param name="Parts">Types of the elements of a collection; of a map, of its keys and its values.</param>
internal sealed record CqlType(int Code, string Name, params IReadOnlyList<CqlType> Parts)
{
    public static CqlType BigInt { get; } = new(0x02, "bigint");

    public static CqlType Blob { get; } = new(0x03, "blob");

    public static CqlType Boolean { get; } = new(0x04, "boolean");

    public static CqlType Double { get; } = new(0x07, "double");

    public static CqlType Int { get; } = new(0x09, "int");

    public static CqlType Timestamp { get; } = new(0x0B, "timestamp");

    public static CqlType Uuid { get; } = new(0x0C, "uuid");

    public static CqlType Text { get; } = new(0x0D, "text");

    public static CqlType Inet { get; } = new(0x10, "inet");

    public static CqlType TextList { get; } = new(0x20, "frozen<list<text>>", Text);

    public static CqlType TextMap { get; } = new(0x21, "frozen<map<text, text>>", Text, Text);

    public static CqlType BlobMap { get; } = new(0x21, "frozen<map<text, blob>>", Text, Blob);

    public static CqlType UuidBlobMap { get; } = new(0x21, "map<uuid, blob>", Uuid, Blob);

    public static CqlType TextSet { get; } = new(0x22, "frozen<set<text>>", Text);

    public void Write(BodyWriter body)
    {
        body.Short(Code);
        foreach (var part in Parts)
        {
            part.Write(body);
        }
    }
}
