namespace Graticule.Analysis.Change.Ccdc;

/// <summary>There is no result for a pixel; the message says why.</summary>
public sealed class CcdcException(string message) : Exception(message);
