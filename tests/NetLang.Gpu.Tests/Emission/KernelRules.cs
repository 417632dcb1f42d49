using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetLang.Gpu.Tests.Emission;

/// <summary>
/// What ILGPU translates, as far as kernels go: static methods over numbers, structs and views, without allocation,
/// exceptions, recursion or mutable statics, that call nothing outside a short list.
/// </summary>
internal sealed class KernelRules
{
    private static readonly ImmutableHashSet<SyntaxKind> Forbidden =
    [
        SyntaxKind.ThrowStatement, SyntaxKind.ThrowExpression, SyntaxKind.TryStatement,
        SyntaxKind.SimpleLambdaExpression, SyntaxKind.ParenthesizedLambdaExpression,
        SyntaxKind.AnonymousMethodExpression, SyntaxKind.LocalFunctionStatement,
        SyntaxKind.StackAllocArrayCreationExpression, SyntaxKind.ImplicitStackAllocArrayCreationExpression,
        SyntaxKind.ArrayCreationExpression,
        SyntaxKind.ImplicitArrayCreationExpression, SyntaxKind.CollectionExpression,
        SyntaxKind.ForEachStatement, SyntaxKind.UsingStatement, SyntaxKind.LockStatement,
        SyntaxKind.YieldReturnStatement, SyntaxKind.AwaitExpression,
        SyntaxKind.CheckedStatement, SyntaxKind.CheckedExpression,
        SyntaxKind.StringLiteralExpression, SyntaxKind.InterpolatedStringExpression, SyntaxKind.TypeOfExpression,
    ];

    // Narrow integers but bytes, which are only loaded and stored, go wrong on some devices.
    private static readonly ImmutableHashSet<SpecialType> Numbers =
    [
        SpecialType.System_Boolean, SpecialType.System_Byte, SpecialType.System_Int32, SpecialType.System_UInt32,
        SpecialType.System_Int64, SpecialType.System_UInt64, SpecialType.System_Single, SpecialType.System_Double,
    ];

    private static readonly ImmutableHashSet<string> Calls =
    [
        "ILGPU.Group.Barrier", "ILGPU.Warp.ShuffleDown", "ILGPU.SharedMemory.Allocate", "ILGPU.ArrayView<T>.Cast",
        "NetLang.Runtime.Execution.Dimensions.FloorDivide",
        "System.Single.IsNaN", "System.Double.IsNaN",
        "System.BitConverter.SingleToInt32Bits", "System.BitConverter.Int32BitsToSingle",
        "System.BitConverter.DoubleToInt64Bits", "System.BitConverter.Int64BitsToDouble",
        .. new[] { "Abs", "Floor", "Ceiling", "Sqrt", "Sin", "Cos" }
            .SelectMany(f => new[] { $"System.Math.{f}", $"System.MathF.{f}" }),
    ];

    private readonly Compilation compilation;
    private readonly List<string> violations = [];
    private readonly HashSet<ISymbol> done = new(SymbolEqualityComparer.Default);
    private readonly Stack<ISymbol> callers = new();

    private KernelRules(Compilation compilation) => this.compilation = compilation;

    /// <summary>What is wrong with the kernels of a compilation, and with all that they call.</summary>
    public static IReadOnlyList<string> Violations(Compilation compilation)
    {
        var rules = new KernelRules(compilation);
        foreach (var kernel in Kernels(compilation))
            rules.Check(kernel);
        return rules.violations;
    }

    /// <summary>Static methods that take views, but for those that only kernels call.</summary>
    public static IEnumerable<IMethodSymbol> Kernels(Compilation compilation) =>
        from tree in compilation.SyntaxTrees
        from method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        let symbol = compilation.GetSemanticModel(tree).GetDeclaredSymbol(method)
        where symbol is { IsStatic: true, IsGenericMethod: false } && symbol.Parameters.Any(p => IsView(p.Type))
        select symbol;

    private static bool IsView(ITypeSymbol type) => type.OriginalDefinition.ToDisplayString() == "ILGPU.ArrayView<T>";

    private void Check(IMethodSymbol method)
    {
        if (callers.Contains(method, SymbolEqualityComparer.Default))
            violations.Add($"{method.Name}: recursion");
        if (!done.Add(method))
            return;
        callers.Push(method);
        // A whole declaration: of a method, an operator, a constructor, or of what gets a property.
        foreach (var declaration in method.DeclaringSyntaxReferences.Select(r => r.GetSyntax()))
        {
            var model = compilation.GetSemanticModel(declaration.SyntaxTree);
            foreach (var node in declaration.ChildNodes().Where(IsBody).SelectMany(body => body.DescendantNodesAndSelf()))
                Check(method, node, model);
        }

        callers.Pop();
    }

    private void Check(IMethodSymbol method, SyntaxNode node, SemanticModel model)
    {
        void Add(string what) => violations.Add($"{method.Name}: {what}: {node}");
        if (Forbidden.Contains(node.Kind()))
            Add($"{node.Kind()}");
        var isValue = node is ExpressionSyntax && model.GetSymbolInfo(node).Symbol is not ITypeSymbol;
        if (isValue && model.GetTypeInfo(node) is { Type: { } type } && !IsComputable(type))
            Add($"a value of type {type}");
        if (isValue && model.GetTypeInfo(node) is { ConvertedType: { } converted } && !IsComputable(converted))
            Add($"a conversion to {converted}");
        switch (model.GetSymbolInfo(node).Symbol)
        {
            case IMethodSymbol { MethodKind: MethodKind.Ordinary } called when node is InvocationExpressionSyntax call:
                CheckCall(called, Add);
                if (called.Name == "Allocate" && !model.GetConstantValue(call.ArgumentList.Arguments[0].Expression).HasValue)
                    Add("memory whose size is no constant");
                break;
            case IMethodSymbol { MethodKind: not MethodKind.Ordinary, DeclaringSyntaxReferences.Length: > 0 } called:
                Check(called.OriginalDefinition);
                break;
            case IMethodSymbol when node is IdentifierNameSyntax or MemberAccessExpressionSyntax && !IsCalled(node):
                Add("a delegate of");
                break;
            case IPropertySymbol { IsStatic: true, GetMethod: { } get } when IsField(get):
                Add($"the static property {get.Name}");
                break;
            case IPropertySymbol { GetMethod: { DeclaringSyntaxReferences.Length: > 0 } get }:
                Check(get.OriginalDefinition);
                break;
            case IPropertySymbol property when !IsOfIlgpu(property.ContainingType):
                Add($"the property {property.Name}");
                break;
            case IFieldSymbol { IsStatic: true, IsConst: false } field:
                Add($"the static field {field.Name}");
                break;
        }
    }

    /// <summary>Whether a property is a field in disguise.</summary>
    private static bool IsField(IMethodSymbol get) => get.DeclaringSyntaxReferences.Select(r => r.GetSyntax())
        .Any(syntax => syntax is AccessorDeclarationSyntax { Body: null, ExpressionBody: null });

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax or AccessorListSyntax
        || (node is ExpressionSyntax && node.Parent is ArrowExpressionClauseSyntax);

    private static bool IsCalled(SyntaxNode name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == name,
        MemberAccessExpressionSyntax or GenericNameSyntax => IsCalled(name.Parent),
        _ => false,
    };

    private static bool IsOfIlgpu(ITypeSymbol type) => type.ContainingNamespace.ToDisplayString() is "ILGPU" or "ILGPU.Runtime";

    private void CheckCall(IMethodSymbol called, Action<string> add)
    {
        var definition = called.OriginalDefinition;
        var name = $"{definition.ContainingType.ToDisplayString()}.{definition.Name}";
        if (definition.IsAbstract)
        {
            // A static member of a type parameter: all that implement it.
            var named = compilation.GetSymbolsWithName(definition.Name).OfType<IMethodSymbol>();
            foreach (var implementation in named.Where(m => m is { IsStatic: true, IsAbstract: false }))
                Check(implementation);
        }
        else if (definition.DeclaringSyntaxReferences.Length > 0)
            Check(definition);
        else if (!Calls.Contains(name.Replace("float.", "System.Single.").Replace("double.", "System.Double.")))
            add($"a call of {name}");
    }

    private static bool IsComputable(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => true,
        { SpecialType: var special } when Numbers.Contains(special) => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(e => IsComputable(e.Type)),
        ITypeParameterSymbol { IsUnmanagedType: true } or ITypeParameterSymbol { IsValueType: true } => true,
        { IsValueType: true, ContainingNamespace: { } space } =>
            space.ToDisplayString() is "ILGPU" or "ILGPU.Runtime" or "NetLang.Gpu",
        _ => false,
    };
}
