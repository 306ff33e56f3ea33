using System.Globalization;
using Graticule.Raster.Rendering;

namespace Graticule.Server.Maps;

/// <summary>Reads the parameters of a request, whose names are the same in capitals and small letters, and collects what is wrong with them.</summary>
internal sealed class MapQuery(HttpRequest request)
{
    private const int LongestShown = 100;

    private readonly IQueryCollection _parameters = request.Query;
    private List<MapFault>? _faults;

    /// <summary>Null for a parameter that is missing or empty.</summary>
    public string? Text(string name) => _parameters[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>Every value of a parameter that may be repeated.</summary>
    public IEnumerable<string> All(string name) => _parameters[name].OfType<string>().Where(value => value.Length > 0);

    /// <summary>The time that is asked for, in the path or as a parameter; null: the default.</summary>
    public string? Time => request.RouteValues["time"] as string is { Length: > 0 } time ? Uri.UnescapeDataString(time) : Text("time");

    public bool Has(string name) => _parameters.ContainsKey(name);

    /// <summary>Empty, and a fault, when it is missing.</summary>
    public string Required(string name, string right)
    {
        if (Text(name) is { } value)
        {
            return value;
        }

        Add("MissingParameterValue", $"The parameter '{name}' is missing; it must be {right}.", name);
        return "";
    }

    /// <summary>A whole number within bounds; the lower bound, and a fault, when it is none.</summary>
    public int Whole(string name, int from, int to, string code = "InvalidParameterValue")
    {
        if (Text(name) is not { } text)
        {
            Add("MissingParameterValue", string.Create(CultureInfo.InvariantCulture, $"The parameter '{name}' is missing; it must be a whole number from {from} to {to}."), name);
            return from;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to)
        {
            return value;
        }

        Add(code, string.Create(CultureInfo.InvariantCulture, $"The parameter '{name}' is '{Short(text)}'; it must be a whole number from {from} to {to}."), name);
        return from;
    }

    /// <summary>Four numbers divided by commas, the first two below the other two; all 0, and a fault, when they are not.</summary>
    public Box Box(string name)
    {
        var text = Required(name, "four numbers: minimum x, minimum y, maximum x, maximum y, in the order of axes of the CRS");
        Span<double> numbers = stackalloc double[4];
        if (text.Length == 0)
        {
            return default;
        }

        if (!TryNumbers(text, numbers))
        {
            Add("InvalidParameterValue", $"The parameter '{name}' is '{Short(text)}'; it must be four finite numbers with commas between them.", name);
            return default;
        }

        if (numbers[0] >= numbers[2] || numbers[1] >= numbers[3])
        {
            Add("InvalidParameterValue", $"The parameter '{name}' is '{Short(text)}'; each minimum must be smaller than its maximum.", name);
            return default;
        }

        return new(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /// <summary>As many finite numbers as there is room for.</summary>
    public static bool TryNumbers(ReadOnlySpan<char> text, Span<double> numbers)
    {
        var count = 0;
        foreach (var part in text.Split(','))
        {
            if (count == numbers.Length
                || !double.TryParse(text[part], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[count])
                || !double.IsFinite(numbers[count]))
            {
                return false;
            }

            count++;
        }

        return count == numbers.Length;
    }

    public void Add(string? code, string message, string? parameter) => (_faults ??= []).Add(new(code, message, parameter));

    /// <exception cref="MapFaultException">There is something wrong.</exception>
    public void ThrowFaults()
    {
        if (_faults is not null)
        {
            throw new MapFaultException(StatusCodes.Status400BadRequest, _faults);
        }
    }

    /// <summary>Enough of a value to be known again.</summary>
    public static string Short(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";
}
