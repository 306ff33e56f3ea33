using System.Globalization;
using System.Text;
using System.Text.Json;
using Graticule.Jobs;
using Graticule.Jobs.Execution;
using Graticule.Jobs.Storage;

namespace Graticule.Server.Dialects.OgcProcesses;

/// <summary>What is on record of a job: <c>/jobs/{jobID}/log</c> and <c>/jobs/{jobID}/deliveries</c>.</summary>
internal sealed class JobRecords(JobPages jobs, JobLogs logs, IDeliveryStore deliveries)
{
    private const string JsonLines = "application/jsonl";

    /// <summary>The log as one JSON object for each line; <c>from</c> leaves out the lines before that number, counted from 0.</summary>
    public async Task ShowLogAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        var from = QueryValues.Text(context.Request, "from") switch
        {
            null => 0,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw Errors.InvalidQuery("from", "must be the number of a line, counted from 0."),
        };
        var body = new StringBuilder();
        foreach (var line in await logs.ReadAsync(job, from, context.RequestAborted))
        {
            body.Append(Encoding.UTF8.GetString(Wire.Write(line, WriteLine).Span)).Append('\n');
        }

        var isPage = Negotiation.Format(context.Request) is null && Negotiation.Accept(context.Request).Best(JsonLines, Words.Json, Words.Html) == Words.Html;
        await Wire.SendAsync(context, StatusCodes.Status200OK, isPage ? "text/plain; charset=utf-8" : JsonLines, Encoding.UTF8.GetBytes(body.ToString()));
    }

    /// <summary>Which news were posted to the subscriber's addresses, and what came of it.</summary>
    public async Task ShowDeliveriesAsync(HttpContext context)
    {
        var job = await jobs.FindAsync(context);
        await Wire.SendJsonAsync(context, StatusCodes.Status200OK, await deliveries.ListAsync(job.Id, context.RequestAborted), WriteDeliveries);
    }

    private static void WriteLine(Utf8JsonWriter writer, LogLine line)
    {
        writer.WriteStartObject();
        writer.WriteTime("time", line.Time);
        writer.WriteString("level", Word(line.Level));
        writer.WriteString("message", line.Message);
        writer.WriteEndObject();
    }

    public static string Word(Graticule.Jobs.LogLevel level) => level switch
    {
        Graticule.Jobs.LogLevel.Debug => "debug",
        Graticule.Jobs.LogLevel.Warning => "warning",
        Graticule.Jobs.LogLevel.Error => "error",
        _ => "info",
    };

    private static void WriteDeliveries(Utf8JsonWriter writer, IReadOnlyList<Delivery> all)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("deliveries");
        foreach (var delivery in all)
        {
            writer.WriteStartObject();
            writer.WriteString("id", delivery.Id);
            writer.WriteString("event", Word(delivery.Event));
            writer.WriteString("uri", delivery.Address.AbsoluteUri);
            writer.WriteNumber("tries", delivery.Tries);
            writer.WriteTime("delivered", delivery.DeliveredAt);
            writer.WriteTime("nextTry", delivery.NextAt);
            writer.WriteText("outcome", delivery.Outcome);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Word(DeliveryEvent news) => news switch
    {
        DeliveryEvent.Succeeded => "success",
        DeliveryEvent.Failed => "failed",
        _ => "inProgress",
    };
}
