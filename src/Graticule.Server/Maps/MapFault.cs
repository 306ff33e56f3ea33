using System.Xml;

namespace Graticule.Server.Maps;

/// <summary>One fault of a request to a map service.</summary>
/// <param name="Code">Exception code of the service's standard, such as <c>LayerNotDefined</c>; null: none fits.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="Parameter">Name of the parameter at fault.</param>
public sealed record MapFault(string? Code, string Message, string? Parameter = null)
{
    /// <summary>The message as XML can hold it: callers' values are in it, and may have any character.</summary>
    public string Text => Message.All(XmlConvert.IsXmlChar)
        ? Message
        : string.Concat(Message.Select(letter => XmlConvert.IsXmlChar(letter) ? letter : '?'));
}

/// <summary>Carries the faults of a request up to the service that tells them in its own form.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="faults">At least one.</param>
public sealed class MapFaultException(int status, IReadOnlyList<MapFault> faults) : Exception(string.Join(' ', faults.Select(fault => fault.Message)))
{
    public MapFaultException(string? code, string message, string? parameter = null, int status = StatusCodes.Status400BadRequest)
        : this(status, [new(code, message, parameter)])
    {
    }

    public int Status => status;

    public IReadOnlyList<MapFault> Faults => faults;
}
