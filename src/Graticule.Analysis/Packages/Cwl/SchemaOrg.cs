using System.Text.Json.Nodes;
using Graticule.Jobs.Processes;

namespace Graticule.Analysis.Packages.Cwl;

/// <summary>What a document says of itself in the words of schema.org, under whatever prefix it gives them.</summary>
internal sealed class SchemaOrg
{
    /// <summary>Members that name something elsewhere, and the relation of the link to it.</summary>
    private static readonly (string Member, string Relation, string Title)[] Linked =
    [
        ("license", "license", "Licence"),
        ("thumbnail", "icon", "Thumbnail"),
        ("logo", "icon", "Logo"),
        ("softwareHelp", "help", "Help"),
        ("codeRepository", "vcs", "Source code"),
        ("releaseNotes", "version-history", "Release notes"),
        ("citation", "cite-as", "Citation"),
        ("url", "about", "Home page"),
    ];

    private static readonly string[] People = ["author", "contributor", "creator", "producer", "publisher"];

    private static readonly string[] Texts = ["applicationCategory", "applicationSubCategory", "dateCreated", "datePublished", "dateModified"];

    private readonly HashSet<string> _prefixes = new(["s:", "schema:", "http://schema.org/", "https://schema.org/"], StringComparer.Ordinal);
    private readonly JsonObject _head = [];
    private readonly List<ProcessMetadata> _metadata = [];
    private readonly List<ProcessLink> _links = [];

    private SchemaOrg(CwlDocument document)
    {
        foreach (var (prefix, address) in document.Packed["$namespaces"] as JsonObject ?? [])
        {
            if (address.Text()?.TrimEnd('/', '#') is "http://schema.org" or "https://schema.org")
            {
                _prefixes.Add(prefix + ":");
            }
        }

        foreach (var (name, value) in document.Entry.Concat(document.Packed))
        {
            if (Strip(name) is { } member)
            {
                _head.TryAdd(member, value?.DeepClone());
            }
        }
    }

    public string? Version => Word(_head["softwareVersion"]) ?? Word(_head["version"]);

    public string? Name => Word(_head["name"]);

    public string? Description => Word(_head["description"]);

    public IReadOnlyList<string> Keywords { get; private set; } = [];

    public IReadOnlyList<ProcessMetadata> Metadata => _metadata;

    public IReadOnlyList<ProcessLink> Links => _links;

    public static SchemaOrg Of(CwlDocument document)
    {
        var made = new SchemaOrg(document);
        made.ReadKeywords();
        made.ReadLinks();
        made.ReadPeople();
        foreach (var name in Texts)
        {
            made._metadata.AddRange(made._head[name].Several().Select(made.Word).OfType<string>().Select(text => new ProcessMetadata(name, Role(name), Value: JsonValue.Create(text))));
        }

        return made;
    }

    /// <summary>Texts, with or without commas between several, and terms of vocabularies.</summary>
    private void ReadKeywords()
    {
        List<string> keywords = [];
        foreach (var entry in _head["keywords"].Several())
        {
            if (entry is JsonObject term)
            {
                var name = Word(Member(term, "name")) ?? Word(Member(term, "termCode"));
                keywords.AddRange(new[] { name }.OfType<string>());
                if (Address(term) is { } address)
                {
                    _metadata.Add(new(name, Role("keywords"), address));
                }
            }
            else if (Word(entry) is { } text)
            {
                keywords.AddRange(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        }

        Keywords = [.. keywords.Distinct(StringComparer.Ordinal)];
    }

    private void ReadLinks()
    {
        foreach (var (member, relation, title) in Linked)
        {
            foreach (var entry in _head[member].Several())
            {
                var name = entry is JsonObject work ? Word(Member(work, "name")) : null;
                if ((entry is JsonObject map ? Address(map) : WebAddress(Word(entry))) is { } address)
                {
                    var mediaType = entry is JsonObject file ? Word(Member(file, "encodingFormat")) : null;
                    _links.Add(new(address, relation, mediaType, name ?? title));
                }
                else if ((name ?? Word(entry)) is { } text)
                {
                    _metadata.Add(new(title, Role(member), Value: JsonValue.Create(text)));
                }
            }
        }
    }

    private void ReadPeople()
    {
        foreach (var role in People)
        {
            foreach (var entry in _head[role].Several())
            {
                var name = Word(entry is JsonObject person ? Member(person, "name") : entry);
                if (name is null)
                {
                    continue;
                }

                var about = new JsonObject { ["name"] = name };
                foreach (var member in entry is JsonObject ? (string[])["email", "identifier", "affiliation"] : [])
                {
                    var node = Member((JsonObject)entry, member);
                    if (Word(node is JsonObject organization ? Member(organization, "name") : node) is { } text)
                    {
                        about[member] = text;
                    }
                }

                _metadata.Add(new(name, Role(role), Value: about));
                if (role is "author" or "creator" && entry is JsonObject known && Address(known) is { } address)
                {
                    _links.Add(new(address, "author", Title: name));
                }
            }
        }
    }

    private string? Address(JsonObject entry) =>
        ((string[])["url", "contentUrl", "identifier", "@id", "id", "sameAs"]).Select(member => WebAddress(Word(Member(entry, member)))).FirstOrDefault(address => address is not null);

    private JsonNode? Member(JsonObject entry, string name) => entry[name] ?? entry.FirstOrDefault(member => Strip(member.Key) == name).Value;

    private string? Strip(string name) => _prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } found ? name[found.Length..] : null;

    private string? Word(JsonNode? node) => node switch
    {
        JsonValue value when value.ToString().Trim() is { Length: > 0 } text => text,
        JsonArray { Count: > 0 } list => Word(list[0]),
        JsonObject map => Word(Member(map, "@value") ?? Member(map, "name")),
        _ => null,
    };

    private static string? WebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;

    private static string Role(string member) => $"https://schema.org/{member}";
}
