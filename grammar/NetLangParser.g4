// The grammar of one declaration, over the tokens of the layout pass. The parser is run once a declaration, so that an
// error in one leaves the others alone. LANGUAGE.md explains the language.
parser grammar NetLangParser;

options {
    tokenVocab = NetLangLexer;
    superClass = DepthLimitedParser;
}

declaration
    : ( importDeclaration | letDeclaration | modelDeclaration | trainDeclaration | optimizerDeclaration ) EOF
    ;

importDeclaration    : IMPORT STRING ( AS name )? ;
letDeclaration       : LET binding ;
modelDeclaration     : MODEL name parameter* ( COLON type )? EQUALS block ;
trainDeclaration     : TRAIN name ( DOT name )? EQUALS block ;
optimizerDeclaration : OPTIMIZER name parameter* EQUALS block ;

// `dense units (x: 't[n]) : 't[units] = …`, `width = 64`, `a, b = f x`
binding : tuplePattern parameter* ( COLON type )? EQUALS block ;

parameter
    : LBRACE fields? RBRACE # optionsParameter
    | patternAtom           # positionalParameter
    ;

// Blocks and statements

block : BLOCK_BEGIN lines BLOCK_END ;
lines : line ( BLOCK_SEPARATOR line )* ;

line
    : LET binding                                  # letLine
    | PARAM LOWER_NAME COLON type EQUALS block     # paramLine
    | STATE LOWER_NAME ( COLON type )? EQUALS block # stateLine
    | LOWER_NAME ASSIGN block                      # assignLine
    | tuple                                        # expressionLine
    ;

// Expressions, the tightest operator first: F#'s precedence, with `@` at the height of `*`

tuple : expression ( COMMA expression )* ;

expression
    : application                                                       # applicationExpression
    | FUN patternAtom+ ARROW block                                      # lambdaExpression
    | IF expression THEN block ( ELIF expression THEN block )* ELSE block # ifExpression
    | MATCH tuple WITH matchCase+                                       # matchExpression
    | ( MINUS | PREFIX_MINUS ) expression                               # negateExpression
    | <assoc = right> expression POWER expression                       # binaryExpression
    | expression ( STAR | SLASH | PERCENT | AT ) expression             # binaryExpression
    | expression ( PLUS | MINUS ) expression                            # binaryExpression
    | expression ( EQUALS | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL | PIPE | COMPOSE )
      expression                                                        # binaryExpression
    | expression AND expression                                         # binaryExpression
    | expression OR expression                                          # binaryExpression
    ;

matchCase : BAR? tuplePattern ( WHEN expression )? ARROW block ;

application : postfix argument* ;

argument
    : PREFIX_MINUS postfix # negativeArgument
    | postfix              # plainArgument
    ;

postfix : atom suffix* ;

suffix
    : DOT name                                          # fieldSuffix
    | INDEX_OPEN indexItem ( COMMA indexItem )* RBRACKET # indexSuffix
    ;

atom
    : literal                              # literalAtom
    | name                                 # nameAtom
    | LPAREN RPAREN                        # unitAtom
    | LPAREN lines RPAREN                  # parenthesizedAtom
    | LBRACKET ( expression ( separator expression )* SEMICOLON? )? RBRACKET # listAtom
    | LBRACE ( postfix WITH )? fields? RBRACE # recordAtom
    ;

literal : INTEGER | FLOAT | STRING | TRUE | FALSE ;

fields    : field ( separator field )* SEMICOLON? ;
field     : LOWER_NAME EQUALS block ;
separator : SEMICOLON | BLOCK_SEPARATOR ;
name      : LOWER_NAME | UPPER_NAME ;

indexItem
    : UNDERSCORE                           # wholeAxisItem
    | DOT_DOT expression?                  # openRangeItem
    | expression ( DOT_DOT expression? )?  # pointOrRangeItem
    ;

// Patterns

tuplePattern : patternAtom ( COMMA patternAtom )* ;
typedPattern : patternAtom ( COLON type )? ;

patternAtom
    : LOWER_NAME                                             # namePattern
    | UPPER_NAME                                             # casePattern
    | UNDERSCORE                                             # wildcardPattern
    | literal                                                # literalPattern
    | ( MINUS | PREFIX_MINUS ) ( INTEGER | FLOAT )           # negativePattern
    | LPAREN ( typedPattern ( COMMA typedPattern )* )? RPAREN # parenthesizedPattern
    | LBRACKET ( patternAtom ( separator patternAtom )* )? RBRACKET # listPattern
    ;

// Types

type : typeAtom ( ARROW type )? ;

typeAtom
    : elementType ( INDEX_OPEN ( dimension ( COMMA dimension )* )? RBRACKET )? # namedType
    | LPAREN type ( COMMA type )* RPAREN                                      # tupleType
    ;

elementType : LOWER_NAME | UPPER_NAME | TYPE_VARIABLE ;

dimension
    : UNDERSCORE    # anyDimension
    | DOT_DOT name? # restDimension
    | expression    # expressionDimension
    ;
