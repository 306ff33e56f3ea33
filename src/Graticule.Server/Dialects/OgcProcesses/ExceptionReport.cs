using Graticule.Jobs;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>The standard's exception (exception.yaml, RFC 9457).</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Type">URI of the kind of problem.</param>
/// <param name="Title">The same for every problem of this type.</param>
/// <param name="Detail">What is wrong this time and what would be right.</param>
/// <param name="Faults">Every fault found, when the request has several places at fault.</param>
public sealed record ExceptionReport(int Status, string Type, string Title, string Detail, IReadOnlyList<Fault>? Faults = null);

/// <summary>Carries an <see cref="ExceptionReport"/> that only this dialect knows up to the resource that answers.</summary>
public sealed class OgcException(ExceptionReport report) : Exception(report.Detail)
{
    public ExceptionReport Report { get; } = report;
}
