using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Graticule.Jobs.Processes;

/// <summary>A process description with its schemas compiled; made once for each description.</summary>
internal sealed class ProcessShape(ProcessDescription process)
{
    private static readonly ConditionalWeakTable<ProcessDescription, ProcessShape> Known = [];

    public InputShape[] Inputs { get; } = [.. process.Inputs.Select(input => new InputShape(input))];

    public static ProcessShape Of(ProcessDescription process) => Known.GetValue(process, static made => new(made));
}

/// <summary>One input with its schema compiled.</summary>
internal sealed class InputShape(Parameter parameter)
{
    private readonly ValueSchema _schema = ValueSchema.Compile(parameter.Schema);

    public Parameter Parameter { get; } = parameter;

    /// <summary>A default in the schema makes up for a value that is left out.</summary>
    public bool IsRequired { get; } = parameter.MinOccurs > 0 && !parameter.Schema.ContainsKey("default");

    public void Check(JsonNode? value, ref Walk walk)
    {
        if (!Parameter.IsList)
        {
            CheckOne(value, ref walk);
            return;
        }

        if (value is not JsonArray list)
        {
            if (walk.Fails())
            {
                walk.Add($"The input '{Parameter.Name}' is a list of values; give an array.");
            }

            return;
        }

        CheckCount(list.Count, ref walk);
        for (var index = 0; index < list.Count; index++)
        {
            walk.Enter(Walk.Index(index));
            CheckOne(list[index], ref walk);
            walk.Leave();
        }
    }

    private void CheckCount(int count, ref Walk walk)
    {
        if (count < Parameter.MinOccurs && walk.Fails())
        {
            walk.Add($"The input '{Parameter.Name}' has {count} values; it needs at least {Parameter.MinOccurs}.");
        }

        if (count > Parameter.MaxOccurs && walk.Fails())
        {
            walk.Add($"The input '{Parameter.Name}' has {count} values; it takes at most {Parameter.MaxOccurs}.");
        }
    }

    private void CheckOne(JsonNode? value, ref Walk walk)
    {
        if (value is JsonObject && (InputReference.TryRead(value, out _) || NestedCall.TryRead(value, out _)))
        {
            return;
        }

        if (!Parameter.IsFile && !Parameter.IsFolder)
        {
            _schema.Check(value, ref walk);
        }
        else if (Parameter.IsFolder)
        {
            if (walk.Fails())
            {
                walk.Add($"The input '{Parameter.Name}' is a folder; give the address of a STAC item, collection, catalog or feature collection as {{\"href\": …}}, or the item itself as {{\"value\": …}}.");
            }
        }
        else if (walk.Fails())
        {
            walk.Add($"The input '{Parameter.Name}' is a file ({string.Join(", ", Parameter.MediaTypes)}); give its address as {{\"href\": …}}.");
        }
    }
}
