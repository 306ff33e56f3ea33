using System.Globalization;
using Graticule.Jobs;

namespace Graticule.Server.Dialects.Cdms;

/// <summary>Which part of a job's results, and as what.</summary>
/// <param name="Id">Of the job.</param>
/// <param name="Format"><c>CSV</c>, <c>JSON</c> or <c>NETCDF</c>.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Primaries, at least 1.</param>
/// <param name="IsSimple">Only place, time, source and values.</param>
/// <param name="FileName">Without its extension; null: the caller has none in mind.</param>
internal sealed record ResultQuery(JobId Id, string Format, int Page, int PageSize, bool IsSimple, string? FileName)
{
    public const int DefaultPageSize = 1000;

    private const string Json = "JSON";

    /// <summary>Number of the first primary, from 0.</summary>
    public long First => (Page - 1L) * PageSize;

    /// <exception cref="CdmsException">400.</exception>
    public static ResultQuery Read(Arguments arguments)
    {
        if (!JobId.TryParse(arguments.Text("id"), out var id))
        {
            throw Errors.BadRequest("'id' argument must be a valid uuid");
        }

        var asked = arguments.Text("output") ?? Json;
        var format = JobLinks.Formats.Select(known => known.Format).FirstOrDefault(known => known.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw Errors.BadRequest($"'output' must be one of CSV, JSON and NETCDF, not '{asked}'");
        return new(
            id, format, Positive(arguments, "pageNum", 1), Positive(arguments, "pageSize", DefaultPageSize), arguments.Boolean("simpleResults", otherwise: false),
            arguments.Text("filename"));
    }

    /// <summary>A whole number from 1.</summary>
    /// <exception cref="CdmsException">400.</exception>
    public static int Positive(Arguments arguments, string name, int otherwise)
    {
        var value = arguments.Integer(name, otherwise);
        return value >= 1 ? value : throw Errors.BadRequest($"'{name}' must be a whole number from 1, not {value}");
    }

    /// <summary>What a browser shall call the file, quoted for its header.</summary>
    /// <param name="extension">With its point.</param>
    public string Disposition(string extension)
    {
        var name = FileName ?? string.Create(CultureInfo.InvariantCulture, $"CDMS_{Id.Value}_page{Page}");
        var plain = string.Concat(name.Select(letter => letter is '"' or '\\' or < ' ' or > '~' ? '_' : letter));
        var full = plain == name ? "" : $"; filename*=UTF-8''{Uri.EscapeDataString(name + extension)}";
        return $"filename=\"{plain}{extension}\"{full}";
    }
}
