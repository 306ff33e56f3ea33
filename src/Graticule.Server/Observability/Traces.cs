using Graticule.Jobs;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Graticule.Server.Observability;

/// <summary>Sends spans of requests, jobs and fetches to an OTLP collector, where one is named.</summary>
internal static class Traces
{
    /// <summary>Null where no collector is named: then nothing is recorded at all.</summary>
    /// <param name="endpoint">
    /// Base URL of the collector, e.g. <c>http://localhost:4318</c>; null: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Sent as protobuf over HTTP
    /// to <c>/v1/traces</c> below it, unless <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> says <c>grpc</c>.
    /// </param>
    public static TracerProvider? Start(Uri? endpoint)
    {
        var target = endpoint?.AbsoluteUri ?? Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
        if (string.IsNullOrEmpty(target))
        {
            return null;
        }

        var isGrpc = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL") == "grpc";
        return Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("graticule", serviceVersion: typeof(Traces).Assembly.GetName().Version?.ToString(3)))
            .AddSource("Microsoft.AspNetCore", Telemetry.Name)
            .AddOtlpExporter(otlp =>
            {
                otlp.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                otlp.Endpoint = new(isGrpc ? target : target.TrimEnd('/') + "/v1/traces");
            })
            .Build();
    }
}
