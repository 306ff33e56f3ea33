namespace Graticule.Raster.Tables;

/// <summary>A file cannot be read as Parquet; the message is the rest of a sentence that begins with the file's name.</summary>
public sealed class ParquetException(string reason, Exception? cause = null) : Exception(reason, cause);
