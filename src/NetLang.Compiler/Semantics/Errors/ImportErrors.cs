using System.Collections.Immutable;
using NetLang.Compiler.Diagnostics;

namespace NetLang.Compiler.Semantics.Errors;

/// <summary>NL23xx: files and what they import.</summary>
public static class ImportErrors
{
    public static readonly DiagnosticDescriptor Path = new("NL2301", Severity.Error, "path of an import", """
        An import names a `.net` file by its path, as seen from the folder of the file that imports it. The parts of the
        path are separated by `/` on every system, and `..` leads to the folder above. An absolute path leads somewhere
        on one machine only.
        """)
    {
        Example = new(
            """
            import "/home/ada/project/blocks.net"

            let net x = x |> block
            """,
            """
            import "blocks.net"

            let net x = x |> block
            """)
        { Files = Blocks },
    };

    public static readonly DiagnosticDescriptor Unreadable = new(
        "NL2302", Severity.Error, "file cannot be imported", """
        The path of an import leads to no file, to a folder, to one that may not be read, or to one that is no text. It
        begins in the folder of the file that imports, not in the current one.
        """)
    {
        Example = new(
            """
            import "block.net"

            let net x = x |> block
            """,
            """
            import "blocks.net"

            let net x = x |> block
            """)
        { Files = Blocks },
    };

    public static readonly DiagnosticDescriptor Cycle = new("NL2303", Severity.Error, "files import each other", """
        A file that is imported may not import, directly or through others, the file that imports it: what the names of
        imported files mean is found first. Move what both need into a third file, which both import.
        """)
    {
        Example = new(
            """
            import "encoder.net"

            let net x = x |> encode |> dense 10
            """,
            """
            import "sizes.net"

            let encode x = x |> dense codes

            let net x = x |> encode |> dense 10
            """)
        {
            Files =
            [
                ("encoder.net", """
                    import "decoder.net"

                    let codes = 8

                    let encode x = x |> dense codes
                    """),
                ("decoder.net", """
                    import "encoder.net"

                    let decode x = x |> dense (4 * codes)
                    """),
                ("sizes.net", "let codes = 8"),
            ],
        },
    };

    public static readonly DiagnosticDescriptor TooMany = new("NL2304", Severity.Error, "too many imports", """
        A program has at most a thousand files with 16 million characters, and a chain of imports at most a hundred. A
        program that needs more than a few files has probably a folder that links to itself, so that a file imports
        itself under ever longer paths.
        """);

    public static readonly DiagnosticDescriptor Ambiguous = new("NL2305", Severity.Error, "ambiguous name", """
        Two files that are imported define a name, and this file uses it. Give one of the files a name with `as`, and
        write that before the definition that is meant. A definition of the file itself needs none of this: it comes
        before what is imported.
        """)
    {
        Example = new(
            """
            import "blocks.net"
            import "residual.net"

            let net x = x |> block
            """,
            """
            import "blocks.net"
            import "residual.net" as Residual

            let net x = x |> block |> Residual.block
            """)
        { Files = [.. Blocks, ("residual.net", "let block (x: 't[n, d]) = x + dense d x")] },
    };

    public static readonly DiagnosticDescriptor NotAValue = new("NL2306", Severity.Error, "file used as a value", """
        The name that `as` gives a file stands before the names of its definitions, and means nothing alone.
        """)
    {
        Example = new(
            """
            import "blocks.net" as Blocks

            let net x = x |> Blocks
            """,
            """
            import "blocks.net" as Blocks

            let net x = x |> Blocks.block
            """)
        { Files = Blocks },
    };

    public static readonly DiagnosticDescriptor Unused = new("NL2307", Severity.Warning, "import is not used", """
        Nothing in the file uses a definition of the file that it imports, so the import can go. A file has the
        definitions of those that it imports itself, not of those that these import: each says what it needs.
        """)
    {
        Example = new(
            """
            import "blocks.net"

            let net x = x |> dense 10
            """,
            """
            let net x = x |> dense 10
            """)
        { Files = Blocks },
    };

    private static ImmutableArray<(string Path, string Text)> Blocks =>
        [("blocks.net", "let block x = x |> dense 64 |> relu")];
}
