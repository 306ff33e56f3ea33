namespace Graticule.Server.Sending;

/// <summary>A piece of a body.</summary>
/// <param name="Head">Sent before the bytes of the file; may be empty.</param>
/// <param name="Range">Of the file.</param>
internal sealed record FilePart(byte[] Head, ByteRange Range);
