namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>A request that cannot be answered, told as chipmunk tells all errors.</summary>
public sealed class ChipmunkException(string message) : Exception(message);
