namespace Graticule.Tests.Server.Dialects.OpenEo.OpenApi;

/// <param name="Pointer">Where in the body, as a JSON pointer; empty: the whole.</param>
/// <param name="Rule">What it breaks.</param>
public sealed record SchemaFault(string Pointer, string Rule)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "(root)" : Pointer)}: {Rule}";
}
